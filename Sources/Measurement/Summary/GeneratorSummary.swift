/// What the generator says about itself: whether its figures are the target's or its own.
public struct GeneratorSummary: Codable, Sendable, Equatable {
    /// The generator was the bottleneck.
    public var saturated: Bool
    /// Why, one sentence each.
    public var reasons: [String]
    /// CPU time of all tasks, in seconds.
    public var cpuSeconds: Double
    /// Time for which tasks were kept from running, in seconds.
    public var cpuThrottledSeconds: Double
    /// Largest actual minus intended send while a virtual user was free, in milliseconds.
    public var maxStartLagMs: Double
    /// Distribution of actual minus intended send while a virtual user was free.
    public var startLag: LatencySummary
    /// At least one arrival waited for a free virtual user: response times then contain that wait.
    public var virtualUsersLimited: Bool
    /// Arrivals that waited for a free virtual user.
    public var arrivalsThatWaited: UInt64
    /// How long those waited.
    public var virtualUserWait: LatencySummary

    /// - Parameters:
    ///   - reasons: Why the generator was the bottleneck; it was not when there is none.
    ///   - health: All tasks together, see ``GeneratorHealth/init(merging:)``.
    public init(reasons: [String], health: GeneratorHealth, totals: GeneratorTotals) {
        saturated = !reasons.isEmpty
        self.reasons = reasons
        cpuSeconds = health.cpuSeconds
        cpuThrottledSeconds = health.cpuThrottledSeconds
        startLag = LatencySummary(histogram: totals.startLag)
        maxStartLagMs = Swift.max(health.maxStartLagMs, startLag.max)
        virtualUserWait = LatencySummary(histogram: totals.virtualUserWait)
        arrivalsThatWaited = totals.virtualUserWait.count
        virtualUsersLimited = arrivalsThatWaited > 0
    }
}
