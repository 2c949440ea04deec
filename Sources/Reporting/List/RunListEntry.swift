public import Measurement

/// One run in the list of runs.
public struct RunListEntry: Sendable, Equatable {
    /// Names the run.
    public var testId: String
    /// When it was asked for.
    public var createdAt: UTCTimestamp
    /// URL under test, without credentials.
    public var targetUrl: String
    /// Tasks asked for.
    public var tasks: Int
    /// Virtual users of the whole run.
    public var virtualUsers: Int
    /// Length of the load that the plan calls for, in seconds.
    public var durationSeconds: Double
    /// How it ended; nil while it goes on, and for a run whose end nobody recorded.
    public var result: RunListResult?

    /// A run without a result.
    public init(
        testId: String,
        createdAt: UTCTimestamp,
        targetUrl: String,
        tasks: Int,
        virtualUsers: Int,
        durationSeconds: Double
    ) {
        self.testId = testId
        self.createdAt = createdAt
        self.targetUrl = targetUrl
        self.tasks = tasks
        self.virtualUsers = virtualUsers
        self.durationSeconds = durationSeconds
    }
}

/// How a listed run ended.
public struct RunListResult: Sendable, Equatable {
    /// What the run amounts to; text of a later version is kept as it is.
    public var verdict: String
    /// Requests sent.
    public var requests: UInt64
    /// Requests that failed.
    public var failed: UInt64
    /// 99th percentile of response time, in milliseconds; nil where no response came.
    public var p99: Double?

    /// Takes over what was recorded at the end of the run.
    public init(verdict: String, requests: UInt64, failed: UInt64, p99: Double?) {
        self.verdict = verdict
        self.requests = requests
        self.failed = failed
        self.p99 = p99
    }
}
