/// Where a run stands, for one progress line. Times in milliseconds, rates per second.
public struct ProgressFigures: Sendable, Equatable {
    /// Seconds since the load began; 0 before.
    public var elapsedSeconds = 0.0
    /// Length of the load that the plan calls for, in seconds.
    public var totalSeconds = 0.0
    /// Rate the plan calls for at present; nil in the closed model.
    public var askedPerSecond: Double?
    /// Rate achieved in the last second.
    public var achievedPerSecond = 0.0
    /// Requests sent so far.
    public var sent: UInt64 = 0
    /// Requests that failed so far.
    public var failed: UInt64 = 0
    /// Median response time so far; nil before the first response.
    public var p50: Double?
    /// 99th percentile of response time so far; nil before the first response.
    public var p99: Double?
    /// Requests that are under way; nil where that is not known.
    public var inFlight: UInt64?
    /// Tasks that have reported.
    public var tasksReported = 0
    /// Tasks asked for.
    public var tasksRequested = 0

    /// A run that has not begun.
    public init() {}
}
