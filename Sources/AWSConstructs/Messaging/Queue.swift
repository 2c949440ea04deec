public import Constructs

/// What a queue is made with. Times in seconds.
public struct QueueProps {
    /// Its name.
    public var name: String
    /// Time for which a message that was received is hidden, 0–43,200.
    public var visibilityTimeout = 30
    /// Time for which a message waits at most, 60–1,209,600.
    public var retention = 345_600
    /// Where messages go that were received too often.
    public var deadLetters: (queue: Queue, maxReceives: Int)?
    /// The queues, by name, whose dead letters this queue takes; nil for one that takes none.
    public var takesDeadLettersOf: [String]?
    /// The key that encrypts messages; nil for one that SQS owns.
    public var key: EncryptionKey?

    /// A queue with SQS's own defaults.
    public init(name: String) {
        self.name = name
    }
}

/// A queue whose messages are encrypted at rest, and under way.
public final class Queue: Component {
    /// Its policy.
    public private(set) lazy var policy = CfnResource(
        self,
        "Policy",
        type: "AWS::SQS::QueuePolicy",
        ["Queues": [.token(url)], "PolicyDocument": PolicyStatement.document([.tlsOnly("sqs", arn)])]
    )

    /// A queue.
    public init(_ scope: Construct, _ id: String, _ props: QueueProps) {
        super.init(
            scope,
            id,
            type: "AWS::SQS::Queue",
            [
                "QueueName": .string(props.name), "VisibilityTimeout": .integer(props.visibilityTimeout),
                "MessageRetentionPeriod": .integer(props.retention), "KmsMasterKeyId": props.key.map { .token($0.arn) },
                "SqsManagedSseEnabled": props.key == nil ? true : nil,
                "RedrivePolicy": props.deadLetters.map {
                    ["deadLetterTargetArn": .token($0.queue.arn), "maxReceiveCount": .integer($0.maxReceives)]
                },
                "RedriveAllowPolicy": props.takesDeadLettersOf.map { names in
                    [
                        "redrivePermission": "byQueue",
                        "sourceQueueArns": .list(names.map { .token(Self.arn(of: $0)) }),
                    ]
                },
            ]
        )
        check(props)
        _ = policy
    }

    /// Its URL.
    public var url: Token { ref }
    /// Its ARN.
    public var arn: Token { getAtt("Arn") }
    /// Its name.
    public var queueName: Token { getAtt("QueueName") }

    /// Lets a role send.
    public func grantSendMessages(to role: Role, _ sid: String = "SendMessages") {
        role.allow(sid, ["sqs:SendMessage"], on: [arn])
    }

    /// Lets a role receive and delete, as a function that Lambda feeds from the queue.
    public func grantConsumeMessages(to role: Role, _ sid: String = "ConsumeMessages") {
        role.allow(sid, ["sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"], on: [arn])
    }

    /// The ARN by name, where a reference would go round in a circle.
    private static func arn(of name: String) -> Token {
        "arn:\(.partition):sqs:\(.region):\(.accountId):\(.literal(name))"
    }

    private func check(_ props: QueueProps) {
        let visibility = props.visibilityTimeout
        require((0...43_200).contains(visibility), "visibilityTimeout is \(visibility) s; SQS takes 0–43200")
        require((60...1_209_600).contains(props.retention), "retention is \(props.retention) s; SQS takes 60–1209600")
        if let receives = props.deadLetters?.maxReceives {
            require((1...1000).contains(receives), "maxReceives is \(receives); SQS takes 1–1000")
        }
    }
}
