public import LoadPlan
public import ResultPipeline

/// What the dashboard's runs need: the four ports, as on the command line.
public struct RunPorts: Sendable {
    let registry: any RunRegistry
    let store: any ResultStore
    let fleet: any Fleet
    let queue: @Sendable (_ testId: String) -> any ResultQueue
    let readPlan: PlanReading?
    let objection: @Sendable (TestPlan) -> PlanObjection?
    let clock: any PipelineClock

    /// - Parameters:
    ///   - fleet: Starts tasks; answers no status, and stops nothing, of runs that it did not start.
    ///   - queue: The queue of one run.
    ///   - readPlan: Reads the plans of launch payloads; nil where none are accepted.
    ///   - objection: Says why a plan may not be run for a client; nil where it may.
    public init(
        registry: any RunRegistry,
        store: any ResultStore,
        fleet: any Fleet,
        queue: @escaping @Sendable (_ testId: String) -> any ResultQueue,
        readPlan: PlanReading? = nil,
        objection: @escaping @Sendable (TestPlan) -> PlanObjection? = { _ in nil },
        clock: any PipelineClock = SystemClock()
    ) {
        self.registry = registry
        self.store = store
        self.fleet = fleet
        self.queue = queue
        self.readPlan = readPlan
        self.objection = objection
        self.clock = clock
    }

    /// - Parameter isOwn: Whether the run's queue is emptied here; somebody else does it for the runs of others.
    func director(of testId: String, isOwn: Bool) -> RunDirector {
        RunDirector(
            registry: registry,
            fleet: fleet,
            queue: isOwn ? queue(testId) : nil,
            store: store,
            clock: clock
        )
    }
}
