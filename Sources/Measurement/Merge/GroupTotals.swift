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

    /// Adds the groups of a window.
    /// - Throws: ``HistogramDecodingError`` when a histogram cannot be read; nothing of the window is counted then.
    public mutating func merge(
        _ windows: [GroupWindow],
        using decoder: inout HistogramDecoder
    ) throws(HistogramDecodingError) {
        var times: [DecodedHistogram] = []
        for window in windows { times.append(try decoder.decode(window.time)) }
        for (window, time) in zip(windows, times) {
            var group = groups[window.name] ?? Group()
            group.completed = group.completed.addingSaturated(window.completed)
            group.failed = group.failed.addingSaturated(window.failed)
            group.time.merge(time)
            groups[window.name] = group
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
