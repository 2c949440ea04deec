/// One stretch of the run, merged over tasks and endpoints. Times are response times in milliseconds.
public struct TimelineEntry: Codable, Sendable, Equatable {
    /// First second of the stretch, counted from the start of the load. How many seconds it covers is
    /// ``RunSummary/timelineResolutionSeconds``.
    public var second: Int
    /// Requests written to a connection, over the whole stretch.
    public var sent: UInt64
    /// Whole responses.
    public var completed: UInt64
    /// No whole response, a status of 400 or above, or a failed check.
    public var failed: UInt64
    /// Median.
    public var p50: Double
    /// 95th percentile.
    public var p95: Double
    /// 99th percentile.
    public var p99: Double
    /// Largest.
    public var max: Double

    /// The figures of one stretch.
    public init(second: Int, counts: RequestCounts, responseTime: Histogram) {
        self.second = second
        sent = counts.sent
        completed = counts.completed
        failed = counts.failed
        p50 = Milliseconds.from(microseconds: responseTime.value(atPercentile: 50))
        p95 = Milliseconds.from(microseconds: responseTime.value(atPercentile: 95))
        p99 = Milliseconds.from(microseconds: responseTime.value(atPercentile: 99))
        max = Milliseconds.from(microseconds: responseTime.max)
    }
}
