internal import FoundationEssentials
public import Measurement
public import ResultPipeline

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
    /// Start of the window, epoch milliseconds.
    public var windowStart: Int64
    /// What became of its requests.
    public var counts: RequestCounts
    /// The task, and its percentiles of response time.
    public var attributes: RecordAttributes

    /// Takes over the figures of a window.
    public init(testId: String, windowStart: Int64, counts: RequestCounts, attributes: RecordAttributes) {
        self.testId = testId
        self.windowStart = windowStart
        self.counts = counts
        self.attributes = attributes
    }

    /// The metrics of a record; nil where it is no window.
    public init?(_ record: ResultRecord) {
        guard let window = record.message.window else { return nil }
        self.init(
            testId: record.testId,
            windowStart: window.windowStart,
            counts: window.endpoints.reduce(into: RequestCounts()) { $0 += $1.counts },
            attributes: record.attributes
        )
    }

    /// One line of JSON, without the line break; nil where a time is not finite.
    public var line: String? {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) }
    }

    private var requests: [(name: String, value: UInt64)] {
        [
            ("Requests", counts.sent), ("Completed", counts.completed), ("Failed", counts.failed),
            ("Dropped", counts.dropped),
        ]
    }

    /// Milliseconds.
    private var times: [(name: String, value: Double)] {
        [
            ("ResponseTimeP50", attributes.p50), ("ResponseTimeP95", attributes.p95),
            ("ResponseTimeP99", attributes.p99), ("ResponseTimeMax", attributes.max),
        ]
        .compactMap { name, value in value.map { (name, $0) } }
    }
}

extension EmbeddedMetric: Encodable {
    private struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(_ name: String) { stringValue = name }
        init?(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    private struct Metadata: Encodable {
        enum CodingKeys: String, CodingKey {
            case timestamp = "Timestamp"
            case directives = "CloudWatchMetrics"
        }

        let timestamp: Int64
        let directives: [Directive]
    }

    private struct Directive: Encodable {
        enum CodingKeys: String, CodingKey {
            case namespace = "Namespace"
            case dimensions = "Dimensions"
            case metrics = "Metrics"
        }

        let namespace = EmbeddedMetric.namespace
        let dimensions = [["TestId"]]
        let metrics: [Definition]
    }

    private struct Definition: Encodable {
        enum CodingKeys: String, CodingKey {
            case name = "Name"
            case unit = "Unit"
        }

        let name: String
        let unit: String
    }

    /// Writes the metrics with their definitions.
    /// - Throws: `EncodingError` where a time is not finite.
    public func encode(to encoder: any Encoder) throws {
        let definitions =
            requests.map { Definition(name: $0.name, unit: "Count") }
            + times.map { Definition(name: $0.name, unit: "Milliseconds") }
        var fields = encoder.container(keyedBy: Key.self)
        let metadata = Metadata(timestamp: windowStart, directives: [Directive(metrics: definitions)])
        try fields.encode(metadata, forKey: Key("_aws"))
        try fields.encode(testId, forKey: Key("TestId"))
        try fields.encode(attributes.taskIndex, forKey: Key("TaskIndex"))
        for request in requests { try fields.encode(request.value, forKey: Key(request.name)) }
        for time in times { try fields.encode(time.value, forKey: Key(time.name)) }
    }
}
