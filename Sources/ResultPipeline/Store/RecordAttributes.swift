/// What a person reads in a raw query of the results table. Nothing is computed from these: totals come from the
/// histograms and counts of the messages.
public struct RecordAttributes: Hashable, Sendable, Codable {
    /// What the record is about.
    public var kind: RecordKind
    /// The task it is from.
    public var taskIndex: Int
    /// Requests sent: in the window, or by the task in all for a final record.
    public var requests: UInt64
    /// Requests that failed.
    public var failed: UInt64
    /// Requests per second of the window, or of the task's load.
    public var rps: Double
    /// Percentiles of response time in milliseconds; nil where nothing was answered and in records that are no windows.
    public var p50: Double?
    /// 90th percentile, as `p50`.
    public var p90: Double?
    /// 95th percentile, as `p50`.
    public var p95: Double?
    /// 99th percentile, as `p50`.
    public var p99: Double?
    /// 99.9th percentile, as `p50`.
    public var p999: Double?
    /// Largest response time in milliseconds.
    public var max: Double?
    /// Responses by status code.
    public var statusCodes: [Int: UInt64]
    /// Failures by bounded label.
    public var errors: [String: UInt64]

    /// Creates attributes without times.
    public init(
        kind: RecordKind,
        taskIndex: Int,
        requests: UInt64 = 0,
        failed: UInt64 = 0,
        rps: Double = 0,
        statusCodes: [Int: UInt64] = [:],
        errors: [String: UInt64] = [:]
    ) {
        self.kind = kind
        self.taskIndex = taskIndex
        self.requests = requests
        self.failed = failed
        self.rps = rps
        self.statusCodes = statusCodes
        self.errors = errors
    }
}
