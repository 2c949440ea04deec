public import Measurement

/// What a task says at its end of all it did, so that a reader knows whether everything arrived.
public struct TaskManifest: Equatable, Sendable, Codable {
    /// Windows that the queue took.
    public var windowsSent: Int
    /// Windows given up: the queue could not be reached and the spool was full, or the time to flush it was over.
    public var windowsLost: Int
    /// Counts over all windows, the lost ones included.
    public var totals: RequestCounts
    /// How the generator fared.
    public var health: GeneratorHealth
    /// Seconds for which this task generated load.
    public var loadSeconds: Double
    /// Milliseconds by which the task was late for the agreed start.
    public var startSkewMs: Double
    /// Milliseconds by which the clock that the start was set by was ahead of the task's own (or, below zero, behind it):
    /// the task took the start from what it saw at the barrier. Nil where the clocks agreed as far as could be seen.
    public var clockOffsetMs: Double?
    /// Milliseconds by which its wall clock was set forward (or, below zero, back) while load ran. Measurements do not
    /// depend on it; the times of the windows do not either, as they count from the start.
    public var clockStepMs: Double
    /// Why the task did not carry out its whole share; nil where it did.
    public var failure: String?

    /// Creates a manifest.
    public init(
        windowsSent: Int = 0,
        windowsLost: Int = 0,
        totals: RequestCounts = RequestCounts(),
        health: GeneratorHealth = GeneratorHealth(),
        loadSeconds: Double = 0,
        startSkewMs: Double = 0,
        clockOffsetMs: Double? = nil,
        clockStepMs: Double = 0,
        failure: String? = nil
    ) {
        self.windowsSent = windowsSent
        self.windowsLost = windowsLost
        self.totals = totals
        self.health = health
        self.loadSeconds = loadSeconds
        self.startSkewMs = startSkewMs
        self.clockOffsetMs = clockOffsetMs
        self.clockStepMs = clockStepMs
        self.failure = failure
    }
}
