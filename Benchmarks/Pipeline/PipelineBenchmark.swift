import AWSClient
import AWSPipeline
import Glibc
import Measurement
import Reporting
import ResultPipeline

/// What the pipeline costs apart from any network: the processor's rate, and a run of 1,000 tasks for an hour, written and
/// read through the real coder of the table's items, to its summary and to its page with charts.
enum PipelineBenchmark {
    /// - Parameter messages: What the processor's rate is taken from; none leaves it out, and the peak of memory is the run's alone.
    static func run(messages: Int = 20_000, tasks: Int = 1000, seconds: Int = 3600) async throws {
        if messages > 0 { try await processor(messages: messages) }
        try await fleet(tasks: tasks, seconds: seconds, requestsPerSecond: 50 * tasks)
    }

    private static func processor(messages: Int) async throws {
        let traffic = Traffic(testId: "rate", tasks: 100, windowSeconds: 1, requestsPerWindow: 100)
        let bodies = try (0..<messages).map { try traffic.body(task: $0 % 100, window: $0 / 100) }
        let processor = ResultProcessor(store: MemoryStore())
        let began = Usage.now()
        var stored = 0
        for batch in stride(from: 0, to: messages, by: 10) {
            let deliveries = bodies[batch..<min(batch + 10, messages)].enumerated().map { index, body in
                QueueDelivery(messageId: "\(batch + index)", receipt: "\(batch + index)", body: body, receiveCount: 1)
            }
            stored += await processor.handle(deliveries).acknowledged.count
        }
        let used = Usage.now().since(began)
        let bytes = bodies.reduce(0) { $0 + $1.count } / messages
        let rate = rounded(Double(stored) / used.cpu)
        print("processor: \(stored) messages of \(bytes) bytes, \(rate) per second of one core")
    }

    private static func fleet(tasks: Int, seconds: Int, requestsPerSecond: Int) async throws {
        let interval = ReportingInterval.seconds(taskCount: tasks, runSeconds: Double(seconds))
        let windows = (seconds + interval - 1) / interval
        let traffic = Traffic(
            testId: "fleet",
            tasks: tasks,
            windowSeconds: interval,
            requestsPerWindow: requestsPerSecond * interval / tasks
        )
        let table = try TableFile()
        let store = DynamoDBResultStore(client: DynamoDBClient(table), table: "LoadTestResults")
        let processor = ResultProcessor(store: store)
        for window in 0..<windows {
            for first in stride(from: 0, to: tasks, by: 10) {
                let deliveries = try (first..<min(first + 10, tasks)).map { task in
                    let name = "\(window)-\(task)"
                    let body = try traffic.body(task: task, window: window)
                    return QueueDelivery(messageId: name, receipt: name, body: body, receiveCount: 1)
                }
                _ = await processor.handle(deliveries)
            }
        }
        let units = table.writeUnits
        print(
            "fleet: \(tasks) tasks × \(seconds) s, windows of \(interval) s: \(table.count) items, "
                + "\(table.bytes / table.count) bytes each, \(rounded(Double(units) / Double(seconds))) write units per second"
        )
        let before = Usage.now()
        let header = try traffic.header(seconds: Double(seconds), rate: Double(requestsPerSecond))
        let summary = try await RunSummarizer(store: store).summarize(header)
        let used = Usage.now().since(before)
        print(
            "summary: \(rounded(used.wall)) s, \(rounded(used.cpu)) s of processor time, "
                + "\(Usage.now().peakMegabytes) MB at most, \(summary.requests.completed) requests"
        )
        try await page(header, store)
    }

    /// From the store to a file with the page: what `loadtester report` does.
    private static func page(_ header: RunHeader, _ store: any ResultStore) async throws {
        let before = Usage.now()
        let document = try await RunSummarizer(store: store).document(header)
        let made = Usage.now()
        let bytes = try RunReport(document).bytes(.html)
        try ScratchFile.write(bytes)
        let used = Usage.now().since(before)
        print(
            "summary and page: \(rounded(used.wall)) s, \(rounded(used.cpu)) s of processor time, \(Usage.now().peakMegabytes) MB "
                + "at most; the page alone \(rounded(Usage.now().since(made).wall)) s, \(bytes.count / 1000) KB"
        )
    }

    private static func rounded(_ value: Double) -> Double { (value * 100).rounded() / 100 }
}
