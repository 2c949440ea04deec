internal import AWSConstructs
internal import Constructs

/// What tells whether the stack works: alarms, whom they tell, and a page of figures.
struct Monitoring {
    private let scope: Construct
    private let props: LoadTestStackProps
    private let key: EncryptionKey?
    private let messages: Messages
    private let table: Table
    private let cluster: Cluster
    private let functions: Functions

    init(
        _ scope: Construct,
        _ props: LoadTestStackProps,
        _ key: EncryptionKey?,
        _ messages: Messages,
        _ table: Table,
        _ cluster: Cluster,
        _ functions: Functions
    ) {
        self.scope = scope
        self.props = props
        self.key = key
        self.messages = messages
        self.table = table
        self.cluster = cluster
        self.functions = functions
    }

    func build() {
        let topic = AlarmTopic(scope, "LoadTestAlarms", name: "LoadTestAlarms", key: key)
        if key == nil { topic.resource.accept(.withoutKey(checkov: ["CKV_AWS_26"])) }
        if !props.alarmEmail.isEmpty { topic.subscribe(email: props.alarmEmail) }
        let alarms = makeAlarms(topic)
        if props.dashboard { makeDashboard(alarms) }
    }

    private func makeAlarms(_ topic: AlarmTopic) -> [Alarm] {
        [
            Alarm(
                scope,
                "DeadLettersAlarm",
                name: "LoadTestDeadLetters",
                text: "Results or events could not be handled: read the dead letters and the functions' logs",
                messages.deadLetters.waitingMessages,
                above: 0,
                tells: topic
            ),
            Alarm(
                scope,
                "ProcessorErrorsAlarm",
                name: "LoadTestProcessorErrors",
                text: "The processor failed: its log says why. Its messages come again",
                functions.processor.errors,
                above: 0,
                tells: topic
            ),
            Alarm(
                scope,
                "MessageAgeAlarm",
                name: "LoadTestMessageAge",
                text: "Results wait too long: the processor is throttled, fails, or is too slow",
                messages.queue.ageOfOldestMessage,
                above: props.messageAgeAlarm,
                periods: 2,
                tells: topic
            ),
        ]
    }

    private func makeDashboard(_ alarms: [Alarm]) {
        let all = [functions.launcher, functions.processor]
        _ = Dashboard(
            scope,
            "LoadTestDashboard",
            name: .stackName,
            alarms: alarms,
            [
                Dashboard.Graph("Tasks", [cluster.runningTasks]),
                Dashboard.Graph("CPU units and MiB of tasks", [cluster.cpu, cluster.memory]),
                Dashboard.Graph(
                    "Messages waiting",
                    [messages.queue.waitingMessages, messages.deadLetters.waitingMessages]
                ),
                Dashboard.Graph("Age of the oldest message, s", [messages.queue.ageOfOldestMessage]),
                Dashboard.Graph("Invocations", all.map(\.invocations)),
                Dashboard.Graph("Errors and throttles", all.map(\.errors) + all.map(\.throttles)),
                Dashboard.Graph("Duration (p99), ms", all.map(\.duration)),
                Dashboard.Graph("Writes to the table, units", [table.consumedWrites, table.throttledWrites]),
            ]
        )
    }
}
