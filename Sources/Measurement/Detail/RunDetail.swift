/// What a run did over time, in more detail than the summary keeps: for charts and comparisons. Derived from the same windows as
/// the summary, and bounded as it is.
public struct RunDetail: Sendable, Equatable {
    /// One stretch of the whole run.
    public struct Stretch: Sendable, Equatable {
        /// First second, counted from the start of the load.
        public var second: Int
        /// What became of the arrivals.
        public var counts: RequestCounts
        /// Responses by status code.
        public var statusCodes: [Int: UInt64]
        /// Failures by bounded label.
        public var errors: [String: UInt64]
        /// From the intended start to the end of the response.
        public var responseTime: Histogram
        /// From the actual send to the end of the response.
        public var serviceTime: LatencySketch
    }

    /// One endpoint over time, or one group of steps.
    public struct Endpoint: Codable, Sendable, Equatable {
        /// Method and path, or what the plan calls it.
        public var name: String
        /// Seconds that each of `windows` covers.
        public var resolutionSeconds: Int
        /// By rising time.
        public var windows: [SketchedWindow]

        /// Takes over what was measured.
        public init(name: String, resolutionSeconds: Int, windows: [SketchedWindow]) {
            self.name = name
            self.resolutionSeconds = resolutionSeconds
            self.windows = windows
        }
    }

    /// One task's times, within 3 %.
    public struct Task: Sendable, Equatable {
        /// The task's index in the run.
        public var index: Int
        /// From the intended start to the end of the response.
        public var responseTime: LatencySketch
    }

    /// Seconds that each of `stretches` covers.
    public internal(set) var resolutionSeconds: Int
    /// By rising time; those without any window are left out. At most as many as the accumulator's limit.
    public internal(set) var stretches: [Stretch]
    /// Response times of the whole run.
    public internal(set) var responseTime: Histogram
    /// Service times of the whole run.
    public internal(set) var serviceTime: Histogram
    /// Every endpoint, sorted by name.
    public internal(set) var endpoints: [Endpoint]
    /// Every group of steps, sorted by name. Times are those of the whole group, and a group that came to an end or failed counts
    /// as sent.
    public internal(set) var groups: [Endpoint]
    /// Every task that reported a window, by index.
    public internal(set) var tasks: [Task]
}

/// One stretch of one endpoint, or of one group of steps.
public struct SketchedWindow: Codable, Sendable, Equatable {
    /// First second, counted from the start of the load.
    public var second: Int
    /// What became of the arrivals.
    public var counts: RequestCounts
    /// From the intended start to the end of the response.
    public var responseTime: LatencySketch

    /// Takes over what was measured.
    public init(second: Int, counts: RequestCounts, responseTime: LatencySketch) {
        self.second = second
        self.counts = counts
        self.responseTime = responseTime
    }
}
