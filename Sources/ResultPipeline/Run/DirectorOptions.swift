/// Times of a run's direction.
public struct DirectorOptions: Sendable {
    /// From one look at fleet and registry to the next.
    public var poll: Duration = .milliseconds(250)
    /// From one progress report to the next.
    public var progressInterval: Duration = .seconds(1)
    /// Time past the end of the plan and of all time-outs, or past a stop, after which tasks that have not ended are
    /// ended by force. Covers what ``WorkerOptions`` allows a task for its last messages.
    public var grace: Duration = .seconds(180)
    /// Time to wait for the records of tasks that have ended, where somebody else processes the queue.
    public var settleTimeout: Duration = .seconds(30)
    /// Time to empty the queue after the end.
    public var drainTimeout: Duration = .seconds(60)
    /// Time for which registry and store are asked again at the end of a run, each, where they do not answer.
    public var patience: Duration = .seconds(30)
    /// Missing results do not make the run invalid.
    public var allowPartial = false

    /// The defaults.
    public init() {}
}
