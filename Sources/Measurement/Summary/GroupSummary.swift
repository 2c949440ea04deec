/// One of the plan's groups of steps (a transaction) over the whole run.
public struct GroupSummary: Codable, Sendable, Equatable {
    /// The group's name in the plan.
    public var name: String
    /// Groups that were done to their end.
    public var completed: UInt64
    /// Groups in which a request failed, or that were not done to their end.
    public var failed: UInt64
    /// From the group's intended start to its end, pauses included, of those that were done to their end.
    public var time: LatencySummary

    /// Derives the figures of a group.
    public init(name: String, _ group: GroupTotals.Group) {
        self.name = name
        completed = group.completed
        failed = group.failed
        time = LatencySummary(histogram: group.time)
    }
}

extension GroupTotals {
    /// Every group, sorted by name; nil where there is none.
    public var summaries: [GroupSummary]? {
        groups.isEmpty ? nil : groups.sorted { $0.key < $1.key }.map { GroupSummary(name: $0.key, $0.value) }
    }
}
