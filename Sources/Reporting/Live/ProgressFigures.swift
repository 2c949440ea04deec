/// Where a run stands, for a progress line and the live screen. Times in milliseconds, rates per second.
public struct ProgressFigures: Sendable, Equatable {
    /// Seconds since the load began; 0 before.
    public var elapsedSeconds = 0.0
    /// Length of the load that the plan calls for, in seconds.
    public var totalSeconds = 0.0
    /// Rate the plan calls for at present; nil in the closed model.
    public var askedPerSecond: Double?
    /// Whether ``askedPerSecond`` counts iterations of scenarios, each of any number of requests.
    public var asksIterations = false
    /// Rate achieved in the last second.
    public var achievedPerSecond = 0.0
    /// Requests sent so far.
    public var sent: UInt64 = 0
    /// Requests that failed so far.
    public var failed: UInt64 = 0
    /// Arrivals that were never sent, so far.
    public var dropped: UInt64 = 0
    /// Median response time so far; nil before the first response.
    public var p50: Double?
    /// 95th percentile of response time so far; nil before the first response.
    public var p95: Double?
    /// 99th percentile of response time so far; nil before the first response.
    public var p99: Double?
    /// The same of the last window; nil where it holds no response.
    public var last: LiveTimes?
    /// Length of a window in seconds.
    public var windowSeconds = 1.0
    /// Failures so far, by bounded label.
    public var errors: [String: UInt64] = [:]
    /// Responses so far, by status code.
    public var statusCodes: [Int: UInt64] = [:]
    /// Arrivals so far that waited for a free virtual user.
    public var arrivalsThatWaited: UInt64 = 0
    /// The longest such wait.
    public var longestWaitMs = 0.0
    /// Requests that are under way; nil where that is not known.
    public var inFlight: UInt64?
    /// The plan's groups of steps; none where the plan has none.
    public var groups: [LivePlace] = []
    /// The endpoints; none where there is only one, whose figures are those of the run.
    public var endpoints: [LivePlace] = []
    /// How the tasks fare.
    public var tasks = LiveTasks()
    /// Tasks that have reported.
    public var tasksReported = 0
    /// Tasks asked for.
    public var tasksRequested = 0

    /// A run that has not begun.
    public init() {}
}

/// Percentiles of response time of one window, in milliseconds.
public struct LiveTimes: Sendable, Equatable {
    /// Median.
    public var p50: Double
    /// 95th percentile.
    public var p95: Double
    /// 99th percentile.
    public var p99: Double

    /// Takes over the percentiles.
    public init(p50: Double, p95: Double, p99: Double) {
        (self.p50, self.p95, self.p99) = (p50, p95, p99)
    }
}

/// How the tasks of a run fare: how many there are in each state, and what is wrong with some.
public struct LiveTasks: Sendable, Equatable {
    /// Not at the start barrier yet.
    public var waiting = 0
    /// At the start barrier.
    public var ready = 0
    /// Generating load.
    public var running = 0
    /// Sent their last message.
    public var finished = 0
    /// Ended without it.
    public var failed = 0
    /// What is wrong, a sentence for each task that is in trouble.
    public var troubles: [String] = []

    /// No task.
    public init() {}
}
