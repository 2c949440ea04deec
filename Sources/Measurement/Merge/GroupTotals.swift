/// What all tasks measured of the plan's groups of steps, in any order and grouping.
public struct GroupTotals: Sendable, Equatable {
    /// One group.
    public struct Group: Sendable, Equatable {
        /// Groups that were done to their end.
        public internal(set) var completed: UInt64 = 0
        /// Groups in which a request failed, or that were not done to their end.
        public internal(set) var failed: UInt64 = 0
        /// How long those took that were done to their end, pauses included.
        public internal(set) var time = Histogram()

        /// Nothing measured.
        public init() {}
    }

    /// By name.
    public private(set) var groups: [String: Group] = [:]

    /// Nothing measured.
    public init() {}

    mutating func merge(_ window: DecodedWindow) {
        for more in window.groups {
            var group = groups[more.source.name] ?? Group()
            group.completed = group.completed.addingSaturated(more.source.completed)
            group.failed = group.failed.addingSaturated(more.source.failed)
            group.time.merge(more.time)
            groups[more.source.name] = group
        }
    }

    /// Adds what was merged elsewhere. Commutative and associative to the last bit.
    public mutating func merge(_ other: GroupTotals) {
        for (name, more) in other.groups {
            var group = groups[name] ?? Group()
            group.completed = group.completed.addingSaturated(more.completed)
            group.failed = group.failed.addingSaturated(more.failed)
            group.time.merge(more.time)
            groups[name] = group
        }
    }
}
