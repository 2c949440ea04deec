/// Requests of a run or of one endpoint. Counts as in ``RequestCounts``.
public struct RequestSummary: Codable, Sendable, Equatable {
    /// Arrivals that the plan called for.
    public var scheduled: UInt64
    /// Written to a connection.
    public var sent: UInt64
    /// A whole response arrived.
    public var completed: UInt64
    /// No whole response, a status of 400 or above, or a failed check.
    public var failed: UInt64
    /// Scheduled and never sent.
    public var dropped: UInt64
    /// Achieved rate: requests sent divided by the duration of the load in seconds, to three decimals. 0 where nothing
    /// lasted.
    public var perSecond: Double

    /// - Parameter durationSeconds: How long load was generated, without start-up and the wait for last responses.
    public init(counts: RequestCounts, durationSeconds: Double) {
        scheduled = counts.scheduled
        sent = counts.sent
        completed = counts.completed
        failed = counts.failed
        dropped = counts.dropped
        let rate = Double(counts.sent) / durationSeconds
        let rounded = (rate * 1000).rounded() / 1000
        perSecond = durationSeconds > 0 && rounded.isFinite ? rounded : 0
    }
}
