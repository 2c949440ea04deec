public import LoadPlan
public import Measurement
public import ResultPipeline

/// Runs, messages and records to test with.
public enum Sample {
    /// Start of the load of ``window(_:sequence:second:task:requests:)`` and the others, epoch milliseconds.
    public static let start: Int64 = 1_700_000_000_000

    /// A constant rate against a target that no test calls.
    public static func plan(rate: Double = 10, seconds: Double = 10, virtualUsers: Int = 1000) throws -> TestPlan {
        TestPlan(
            request: RequestSpec(url: try TargetURL(parsing: "http://target.test/")),
            profile: .open(.constant(rate, seconds: seconds), arrivals: .uniform),
            virtualUsers: virtualUsers
        )
    }

    /// A run that nobody has joined.
    public static func header(_ testId: String, taskCount: Int, createdAt: Int64 = start) throws -> RunHeader {
        RunHeader(testId: testId, createdAt: createdAt, plan: try plan(), taskCount: taskCount)
    }

    /// One endpoint's window: `requests` answered in 1 ms, 2 ms, ….
    public static func endpoint(_ name: String = "GET /", requests: Int) -> EndpointWindow {
        var histogram = Histogram()
        for request in 0..<requests { histogram.record(UInt64(request + 1) * 1000) }
        var encoder = HistogramEncoder()
        let times = encoder.encode(histogram)
        let count = UInt64(requests)
        return EndpointWindow(
            name: name,
            counts: RequestCounts(scheduled: count, sent: count, completed: count),
            statusCodes: requests > 0 ? [200: count] : [:],
            bytesSent: 50 * count,
            bytesReceived: 200 * count,
            responseTime: times,
            serviceTime: times,
            timeToFirstByte: times
        )
    }

    /// A message of a task's life; `second` counts from ``start``.
    public static func message(
        _ testId: String,
        sequence: Int,
        second: Int,
        task: Int = 0,
        content: ResultMessage.Content
    ) -> ResultMessage {
        ResultMessage(
            testId: testId,
            taskId: "task-\(task)",
            taskIndex: task,
            taskCount: 1000,
            sequence: sequence,
            windowStart: start + Int64(second) * 1000,
            windowLength: 1000,
            content: content
        )
    }

    /// Examples of requests, with and without an answer.
    public static let exemplars = WindowExemplars(
        slowest: [
            Exemplar(
                traceId: "4bf92f3577b34da6a3ce929d0e0e4736",
                endpoint: "GET /é",
                time: start * 1000 + 1,
                responseTime: 1_250_000,
                status: 200
            )
        ],
        failed: [
            Exemplar(
                traceId: "00f067aa0ba902b700f067aa0ba902b7",
                endpoint: "",
                time: 0,
                responseTime: 0,
                error: "timeout"
            ),
            Exemplar(
                traceId: "5bf92f3577b34da6a3ce929d0e0e4736",
                endpoint: "GET /",
                time: start * 1000,
                responseTime: 7,
                status: 200,
                error: "check_failed"
            ),
        ]
    )

    /// The record of a window.
    public static func window(
        _ testId: String,
        sequence: Int,
        second: Int,
        task: Int = 0,
        requests: Int = 3,
        exemplars: WindowExemplars = WindowExemplars()
    ) throws -> ResultRecord {
        let content = ResultMessage.Content.window(
            endpoints: [endpoint(requests: requests)],
            generator: GeneratorWindow(),
            exemplars: exemplars
        )
        return try record(message(testId, sequence: sequence, second: second, task: task, content: content))
    }

    /// The record of a task's start.
    public static func started(_ testId: String, task: Int = 0) throws -> ResultRecord {
        let content = ResultMessage.Content.started(StartReport(segmentIndex: task, segmentCount: 1000))
        return try record(message(testId, sequence: 0, second: 0, task: task, content: content))
    }

    /// The record of a task's end, with a manifest of `sequence - 1` windows sent.
    public static func final(_ testId: String, sequence: Int, second: Int, task: Int = 0) throws -> ResultRecord {
        let content = ResultMessage.Content.final(TaskManifest(windowsSent: sequence - 1))
        return try record(message(testId, sequence: sequence, second: second, task: task, content: content))
    }

    private static func record(_ message: ResultMessage) throws -> ResultRecord {
        var decoder = HistogramDecoder()
        return try ResultRecord(message, using: &decoder)
    }
}
