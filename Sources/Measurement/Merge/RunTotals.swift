/// What a run amounts to so far: the merged result of every window that has arrived.
public struct RunTotals: Sendable, Equatable {
    /// One endpoint with its totals.
    public struct Endpoint: Sendable, Equatable {
        /// Method and path.
        public var name: String
        /// Everything measured there.
        public var totals: TrafficTotals
    }

    /// Number of windows merged.
    public internal(set) var windows: UInt64
    /// All endpoints together.
    public internal(set) var overall: TrafficTotals
    /// Every endpoint, sorted by name.
    public internal(set) var endpoints: [Endpoint]
    /// The tasks themselves.
    public internal(set) var generator: GeneratorTotals
    /// The run over time, by rising second. Entries without any window are left out.
    public internal(set) var timeline: [TimelineEntry]
    /// Seconds that an entry of the timeline covers.
    public internal(set) var timelineResolutionSeconds: Int
}
