internal import Measurement

/// One task of a run as it can be seen while the run goes on.
public struct TaskProgress: Equatable, Sendable {
    /// Where a task is in its life.
    public enum State: String, Equatable, Sendable, CaseIterable {
        /// Launched, or about to be; not at the start barrier yet.
        case waiting
        /// At the start barrier, or past it with the load still to begin.
        case ready
        /// Generating load.
        case running
        /// Sent its last message.
        case finished
        /// Ended without its last message, or says that it did not carry out its share.
        case failed
    }

    /// The task's index in the run.
    public var taskIndex: Int
    /// Where it is in its life.
    public var state: State
    /// Windows that have arrived.
    public var windows: Int
    /// Requests of its newest window, per second.
    public var perSecond: Double
    /// Requests that failed so far.
    public var failed: UInt64
    /// 99th percentile of start lag of its newest window in milliseconds: lateness that is the generator's own.
    public var startLagMs: Double
    /// Seconds from the end of its newest window, or from the start of the load where none has come, to now; 0 where the
    /// task is not running.
    public var silentSeconds: Double
    /// What went wrong with it, a sentence; nil where nothing did.
    public var problem: String?

    /// Creates a view of a task of which nothing is known.
    public init(taskIndex: Int, state: State = .waiting) {
        self.taskIndex = taskIndex
        self.state = state
        windows = 0
        perSecond = 0
        failed = 0
        startLagMs = 0
        silentSeconds = 0
    }
}

/// What is kept of each task for its ``TaskProgress``.
struct TaskTrack: Sendable {
    private var windows = 0
    private var newestEnd: Int64?
    private var perSecond = 0.0
    private var failed: UInt64 = 0
    private var startLagMs = 0.0
    /// How the fleet says that it ended, where that was not by itself.
    var death: String?

    /// Takes note of a window.
    /// - Parameter startLag: 99th percentile in microseconds.
    mutating func add(end: Int64, length: Int64, counts: RequestCounts, startLag: UInt64) {
        windows += 1
        failed &+= counts.failed
        guard end > newestEnd ?? .min else { return }
        newestEnd = end
        perSecond = Double(counts.sent) * 1000 / Double(max(1, length))
        startLagMs = Double(startLag) / 1000
    }

    /// - Parameter start: Start of the load in epoch milliseconds, where it is agreed.
    func view(_ taskIndex: Int, _ state: TaskProgress.State, start: Int64?, now: Int64) -> TaskProgress {
        var view = TaskProgress(taskIndex: taskIndex, state: state)
        (view.windows, view.failed, view.startLagMs) = (windows, failed, startLagMs)
        view.perSecond = state == .running ? perSecond : 0
        if state == .running, let since = newestEnd ?? start { view.silentSeconds = Double(max(0, now - since)) / 1000 }
        return view
    }
}
