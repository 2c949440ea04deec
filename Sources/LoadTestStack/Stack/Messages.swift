internal import AWSConstructs
internal import Constructs

/// The queue of results, and what becomes of messages that nobody could handle.
struct Messages {
    private static let secondsPerDay = 86_400
    private static let name = "LoadTestQueue"

    /// Results that were refused too often, and events that a function failed on.
    let deadLetters: Queue
    /// Results under way to the processor.
    let queue: Queue

    init(_ scope: Construct, _ props: LoadTestStackProps, _ key: EncryptionKey?) {
        var dead = QueueProps(name: "LoadTestDeadLetters")
        dead.retention = props.deadLetterRetention * Self.secondsPerDay
        dead.takesDeadLettersOf = [Self.name]
        dead.key = key
        deadLetters = Queue(scope, "LoadTestDeadLetters", dead)

        var results = QueueProps(name: Self.name)
        results.visibilityTimeout = props.visibilityTimeout
        results.retention = props.queueRetention * Self.secondsPerDay
        results.deadLetters = (deadLetters, props.maxReceives)
        results.key = key
        queue = Queue(scope, Self.name, results)
        if key == nil {
            for queue in [deadLetters, queue] { queue.resource.accept(.withoutKey(checkov: ["CKV_AWS_27"])) }
        }
    }
}

/// The table of runs and results.
struct ResultsTable {
    /// The table: runs have `timestamp` 0.
    let table: Table

    init(_ scope: Construct, _ props: LoadTestStackProps, _ key: EncryptionKey?) {
        var table = TableProps(name: "LoadTestResults", partitionKey: ("testId", .string))
        table.sortKey = ("timestamp", .number)
        table.timeToLive = "ttl"
        table.key = key
        table.removal = props.removal.policy
        self.table = Table(scope, "LoadTestResults", table)
        if key == nil {
            self.table.resource.accept(.withoutKey(checkov: ["CKV_AWS_119"], controlTower: ["CT.DYNAMODB.PR.2"]))
        }
    }
}
