public import Measurement
public import ResultPipeline

/// A whole run in simulated time: registry, queue and store in memory, and tasks with scripted generators.
public final class SimulatedRun: Sendable {
    /// The run as it is asked for.
    public let header: RunHeader
    /// The simulated time.
    public let simulation: Simulation
    /// Headers.
    public let registry = InMemoryRunRegistry()
    /// Messages.
    public let queue: InMemoryResultQueue
    /// Records.
    public let store: InMemoryResultStore
    /// Tasks.
    public let fleet: ScriptedFleet
    private let options: DirectorOptions

    /// - Parameters:
    ///   - copies: How often the queue delivers each message.
    ///   - faults: What goes wrong in the generators, by task.
    ///   - delays: Milliseconds that tasks take until they join.
    ///   - absent: Tasks that are started and never join.
    ///   - failures: Tasks that do not start.
    ///   - health: What the generators say of themselves, by task.
    public init(
        _ header: RunHeader,
        simulation: Simulation = Simulation(),
        copies: Int = 1,
        seed: UInt64 = 1,
        faults: [Int: ScriptedGenerator.Fault] = [:],
        delays: [Int: Int64] = [:],
        absent: Set<Int> = [],
        failures: [Int: LaunchFailure] = [:],
        health: GeneratorHealth? = nil,
        worker: WorkerOptions = .local,
        options: DirectorOptions = DirectorOptions()
    ) {
        let clock = simulation.clock
        let registry = registry
        let queue = InMemoryResultQueue(clock: clock, copies: copies, seed: seed)
        self.header = header
        self.simulation = simulation
        self.queue = queue
        self.options = options
        store = InMemoryResultStore(clock: clock)
        fleet = ScriptedFleet(simulation, failures: failures) { header, index in
            let tether = TetheredQueue(queue)
            let task = TaskWorker(
                testId: header.testId,
                taskIndex: index,
                taskId: "task-\(index)",
                registry: registry,
                queue: tether,
                makeGenerator: { header in
                    let health = health ?? GeneratorHealth(cpuSeconds: 0.25, maxStartLagMs: 0.5)
                    return ScriptedGenerator(plan: header.plan, clock: clock, fault: faults[index], health: health)
                },
                clock: clock,
                options: worker,
                random: { 0.5 }
            )
            return ScriptedFleet.TaskScript(
                live: {
                    if absent.contains(index) { try? await clock.sleep(for: .seconds(1_000_000)) }
                    try? await clock.sleep(for: .milliseconds(delays[index] ?? 0))
                    return await task.run().exitCode
                },
                stop: { task.stop() },
                kill: { tether.cut() }
            )
        }
    }

    /// Who directs the run.
    public var director: RunDirector {
        RunDirector(
            registry: registry,
            fleet: fleet,
            queue: queue,
            store: store,
            clock: simulation.clock,
            options: options,
            random: { 0.5 }
        )
    }

    /// Carries out the run; `incidents` happen at so many milliseconds after its claim.
    /// - Throws: What the director throws.
    public func summary(
        incidents: [(at: Int64, what: @Sendable (SimulatedRun) async -> Void)] = [],
        onProgress: @escaping @Sendable (ProgressSnapshot) -> Void = { _ in }
    ) throws -> RunSummary {
        try simulation.run { [self] in
            for incident in incidents {
                simulation.spawn {
                    try? await self.simulation.clock.sleep(for: .milliseconds(incident.at))
                    await incident.what(self)
                }
            }
            return try await director.run(header, onProgress: onProgress)
        }
    }
}
