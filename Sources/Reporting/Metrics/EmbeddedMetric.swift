public import Measurement

/// One task's window in CloudWatch's embedded metric format: a line in a function's log from which CloudWatch makes metrics
/// (https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html).
///
/// The only dimension is the run, as each combination of dimensions is a metric that is paid for; the task is a property,
/// to be searched for.
public struct EmbeddedMetric: Sendable, Equatable {
    /// Where the metrics are found.
    public static let namespace = "LoadTester"

    /// Names the run.
    public var testId: String
    /// The task's index in the run.
    public var taskIndex: Int
    /// Start of the window, epoch milliseconds.
    public var windowStart: Int64
    /// What became of its requests.
    public var counts: RequestCounts
    /// Percentiles of response time in milliseconds; nil where nothing was answered.
    public var responseTime: LiveTimes?
    /// Longest response time in milliseconds.
    public var longestMs: Double

    /// Takes over the figures of a window.
    public init(
        testId: String,
        taskIndex: Int,
        windowStart: Int64,
        counts: RequestCounts,
        responseTime: LiveTimes?,
        longestMs: Double
    ) {
        self.testId = testId
        self.taskIndex = taskIndex
        self.windowStart = windowStart
        self.counts = counts
        self.responseTime = responseTime
        self.longestMs = longestMs
    }

    /// One line of JSON, without the line break.
    public var line: String {
        let metrics = metrics
        let definitions = metrics.map { name, unit, _ in
            JSONNode.object([("Name", .string(name)), ("Unit", .string(unit))])
        }
        let directive = JSONNode.object([
            ("Namespace", .string(Self.namespace)),
            ("Dimensions", .array([.array([.string("TestId")])])),
            ("Metrics", .array(definitions)),
        ])
        let metadata = JSONNode.object([
            ("Timestamp", .integer(Int(windowStart))), ("CloudWatchMetrics", .array([directive])),
        ])
        let line = JSONNode.object(
            [("_aws", metadata), ("TestId", .string(testId)), ("TaskIndex", .integer(taskIndex))]
                + metrics.map { ($0.0, $0.2) }
        )
        return String(decoding: JSONWriter.compact(line), as: UTF8.self)
    }

    private var metrics: [(String, String, JSONNode)] {
        var metrics: [(String, String, JSONNode)] = [
            ("Requests", "Count", .count(counts.sent)),
            ("Completed", "Count", .count(counts.completed)),
            ("Failed", "Count", .count(counts.failed)),
            ("Dropped", "Count", .count(counts.dropped)),
        ]
        if let responseTime {
            metrics += [
                ("ResponseTimeP50", "Milliseconds", .number(responseTime.p50)),
                ("ResponseTimeP95", "Milliseconds", .number(responseTime.p95)),
                ("ResponseTimeP99", "Milliseconds", .number(responseTime.p99)),
                ("ResponseTimeMax", "Milliseconds", .number(longestMs)),
            ]
        }
        return metrics
    }
}
