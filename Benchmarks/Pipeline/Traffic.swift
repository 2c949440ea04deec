import LoadPlan
import Measurement
import ResultPipeline

/// Messages as tasks would send them: one endpoint, response times spread over two orders of magnitude.
struct Traffic {
    let testId: String
    let tasks: Int
    let windowSeconds: Int
    let requestsPerWindow: Int
    /// Epoch milliseconds; an hour ago, so that no record is past its time to live.
    private let start: Int64
    /// Few different windows: what is measured does not depend on their variety.
    private let times: [EncodedHistogram]

    init(testId: String, tasks: Int, windowSeconds: Int, requestsPerWindow: Int) {
        self.testId = testId
        self.tasks = tasks
        self.windowSeconds = windowSeconds
        self.requestsPerWindow = requestsPerWindow
        start = SystemClock().now() / 1000 * 1000 - 3_600_000
        var encoder = HistogramEncoder()
        times = (0..<64).map { encoder.encode(Self.histogram(seed: $0, requests: requestsPerWindow)) }
    }

    func body(task: Int, window: Int) throws -> [UInt8] {
        let place = task * 7 + window
        let count = UInt64(requestsPerWindow)
        let endpoint = EndpointWindow(
            name: "GET /orders",
            counts: RequestCounts(scheduled: count, sent: count, completed: count),
            statusCodes: [200: count],
            bytesSent: 90 * count,
            bytesReceived: 500 * count,
            responseTime: times[place % times.count],
            serviceTime: times[(place + 11) % times.count],
            timeToFirstByte: times[(place + 29) % times.count]
        )
        let message = ResultMessage(
            testId: testId,
            taskId: "arn:aws:ecs:us-east-1:000000000000:task/LoadTestEcsCluster/\(task)",
            taskIndex: task,
            taskCount: max(tasks, 1),
            sequence: window + 1,
            windowStart: start + Int64(window * windowSeconds) * 1000,
            windowLength: Int64(windowSeconds) * 1000,
            content: .window(
                endpoints: [endpoint],
                generator: GeneratorWindow(startLag: times[(place + 43) % times.count])
            )
        )
        return try MessageCodec.encode(message)
    }

    func header(seconds: Double, rate: Double) throws -> RunHeader {
        let plan = TestPlan(
            request: RequestSpec(url: try TargetURL(parsing: "http://target.test/orders")),
            profile: .open(.constant(rate, seconds: seconds), arrivals: .uniform),
            virtualUsers: 10_000
        )
        var header = RunHeader(
            testId: testId,
            createdAt: start,
            plan: plan,
            taskCount: tasks,
            windowLength: Int64(windowSeconds) * 1000
        )
        header.start = RunStart(at: start, tasks: Array(0..<tasks))
        return header
    }

    private static func histogram(seed: UInt64, requests: Int) -> Histogram {
        var state = seed
        var histogram = Histogram()
        for _ in 0..<requests {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            // 5 ms to 160 ms, most of them short.
            let octave = UInt64(min((state >> 60).trailingZeroBitCount, 4))
            histogram.record((5000 + (state >> 33) % 5000) << octave)
        }
        return histogram
    }
}
