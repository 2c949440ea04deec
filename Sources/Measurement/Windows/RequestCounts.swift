/// What became of the arrivals that the plan called for.
///
/// `scheduled = sent + dropped`; `sent = completed +` network errors and time-outs. The engine keeps these; nothing here
/// enforces them, as a sum over an incomplete run need not hold.
public struct RequestCounts: Codable, Sendable, Equatable {
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

    /// Counts of one window or of many.
    public init(
        scheduled: UInt64 = 0,
        sent: UInt64 = 0,
        completed: UInt64 = 0,
        failed: UInt64 = 0,
        dropped: UInt64 = 0
    ) {
        self.scheduled = scheduled
        self.sent = sent
        self.completed = completed
        self.failed = failed
        self.dropped = dropped
    }

    /// Groups of steps as requests are counted: one that was not done to its end counts as sent and failed, one with a failed
    /// request as failed.
    public init(groupsCompleted completed: UInt64, failed: UInt64) {
        self.init(sent: max(completed, failed), completed: completed, failed: failed)
    }

    /// Adds count by count; a count stays at `UInt64.max` once it would exceed that.
    public static func += (left: inout RequestCounts, right: RequestCounts) {
        left.scheduled = left.scheduled.addingSaturated(right.scheduled)
        left.sent = left.sent.addingSaturated(right.sent)
        left.completed = left.completed.addingSaturated(right.completed)
        left.failed = left.failed.addingSaturated(right.failed)
        left.dropped = left.dropped.addingSaturated(right.dropped)
    }
}
