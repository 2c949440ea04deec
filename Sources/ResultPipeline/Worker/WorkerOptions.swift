/// Times and bounds of a task's life.
public struct WorkerOptions: Sendable {
    /// Steps of the start barrier.
    public var barrier: StartBarrier.Timing
    /// From one look at the control flag to the next while load runs.
    public var controlPoll: Duration = .seconds(1)
    /// Time past the end of the plan and of all time-outs after which the generator is told to stop.
    public var endGrace: Duration = .seconds(30)
    /// Time for the generator to return after it was told to stop at the hard deadline; then the task gives up on it.
    public var stopGrace: Duration = .seconds(10)
    /// Time to hand over waiting windows after the load, and the same again for the final message.
    public var flushTimeout: Duration = .seconds(60)
    /// Most messages that wait for the queue.
    public var spoolCount = 600
    /// Most bytes that wait for the queue.
    public var spoolBytes = 16 << 20
    /// Waits between attempts to reach queue or registry.
    public var backoff = Backoff()
    /// Bounds on names in messages.
    public var cardinality = CardinalityLimit()

    /// Options for a registry and a queue of a certain speed.
    public init(barrier: StartBarrier.Timing) {
        self.barrier = barrier
    }

    /// Tasks of one machine.
    public static let local = WorkerOptions(barrier: .local)
    /// Tasks of many machines.
    public static let remote = WorkerOptions(barrier: .remote)
}
