public import Measurement
public import ResultPipeline
private import Synchronization

/// A whole run in simulated time: registry, queue and store in memory, and tasks with scripted generators.
public final class SimulatedRun: Sendable {
    /// The run as it is asked for.
    public let header: RunHeader
    /// The simulated time.
    public let simulation: Simulation
    /// Registry, queue and store.
    public let services: SimulatedServices
    /// Tasks.
    public let fleet: ScriptedFleet
    /// The clocks of the tasks' machines.
    public let clocks: [SteppedClock]
    private let script: RunScript
    private let startTimes: StartTimes

    /// When each task's load began, in milliseconds of the simulation's true time after the claim.
    public var starts: [Int: Double] {
        startTimes.byTask.withLock { $0 }.mapValues { startTimes.origin.duration(to: $0) / .milliseconds(1) }
    }

    /// Which tasks did the setup, in order.
    public var setUps: [Int] { startTimes.setUps.withLock { $0 } }

    /// What each task knew of the setup when its load began.
    public var captures: [Int: [String: String]] { startTimes.captures.withLock { $0 } }

    /// When each task did the teardown, in milliseconds of the simulation's true time after the claim.
    public var tearDowns: [Int: Double] {
        startTimes.tearDowns.withLock { $0 }.mapValues { startTimes.origin.duration(to: $0) / .milliseconds(1) }
    }

    /// What happens at some time of a run, in milliseconds after its claim.
    public typealias Incident = (at: Int64, what: @Sendable (SimulatedRun) async throws -> Void)

    /// - Parameters:
    ///   - services: Its own where none are given.
    ///   - configure: Changes how the run goes.
    public init(
        _ header: RunHeader,
        simulation: Simulation = Simulation(),
        services: SimulatedServices? = nil,
        _ configure: (inout RunScript) -> Void = { _ in }
    ) {
        var configured = RunScript()
        configure(&configured)
        let script = configured
        let services = services ?? SimulatedServices(simulation.clock)
        let clocks = (0..<header.taskCount).map {
            SteppedClock(simulation.clock, offset: script.wallOffsets[$0] ?? 0)
        }
        self.header = header
        self.simulation = simulation
        self.services = services
        self.clocks = clocks
        self.script = script
        let startTimes = StartTimes(origin: simulation.clock.instant())
        self.startTimes = startTimes
        fleet = ScriptedFleet(simulation, failures: script.failures, batch: script.launchBatch) { header, index, exit in
            Self.task(header, index, clocks[index], services, script, startTimes, exit)
        }
    }

    private static func task(
        _ header: RunHeader,
        _ index: Int,
        _ clock: SteppedClock,
        _ services: SimulatedServices,
        _ script: RunScript,
        _ startTimes: StartTimes,
        _ exit: @escaping @Sendable (Int32) -> Void
    ) -> ScriptedFleet.TaskScript {
        let tether = TetheredQueue(services.queue)
        let worker = TaskWorker(
            testId: header.testId,
            taskIndex: index,
            taskId: "task-\(index)",
            registry: services.registry,
            queue: tether,
            makeGenerator: { header in
                ScriptedGenerator(
                    plan: header.plan,
                    clock: clock,
                    target: script.target,
                    fault: script.faults[index],
                    health: script.health[index] ?? ScriptedGenerator.goodHealth,
                    onStart: { start in
                        startTimes.byTask.withLock { $0[index] = start }
                        startTimes.captures.withLock { $0[index] = header.captures }
                    },
                    onSetUp: { startTimes.setUps.withLock { $0.append(index) } },
                    onTearDown: { end in startTimes.tearDowns.withLock { $0[index] = end } }
                )
            },
            clock: clock,
            options: script.worker,
            random: { 0.5 },
            hardExit: { exit(ExitStatus.internalError.rawValue) }
        )
        return ScriptedFleet.TaskScript(
            live: {
                if script.absent.contains(index) { try? await clock.sleep(for: .seconds(1_000_000)) }
                try? await clock.sleep(for: .milliseconds(script.delays[index] ?? 0))
                return await worker.run().exitCode
            },
            stop: { worker.stop() },
            kill: { tether.cut() }
        )
    }

    /// Who directs the run.
    public var director: RunDirector {
        RunDirector(
            registry: services.registry,
            fleet: fleet,
            queue: script.processing == .byDirector ? services.queue : nil,
            store: services.store,
            clock: simulation.clock,
            options: script.options,
            random: { 0.5 },
            shielded: { [simulation] in await simulation.spawn($0).value }
        )
    }

    /// Empties the queue into the store until the simulation ends.
    public func processElsewhere() {
        let clock = simulation.clock
        let processor = ResultProcessor(store: services.store, clock: clock, random: { 0.5 })
        let pump = QueuePump(queue: services.queue, processor: processor, clock: clock, random: { 0.5 })
        simulation.spawn { await pump.run() }
    }

    /// Carries out the run in a simulation of its own.
    /// - Throws: What the director throws.
    public func summary(
        incidents: [Incident] = [],
        onProgress: @escaping @Sendable (ProgressSnapshot) -> Void = { _ in }
    ) throws -> RunSummary {
        try simulation.run { try await self.carryOut(incidents: incidents, onProgress: onProgress) }
    }

    /// Carries out the run, within a simulation that runs.
    /// - Throws: What the director throws.
    public func carryOut(
        incidents: [Incident] = [],
        onProgress: @escaping @Sendable (ProgressSnapshot) -> Void = { _ in }
    ) async throws -> RunSummary {
        if script.processing == .elsewhere { processElsewhere() }
        for incident in incidents {
            simulation.spawn {
                try? await self.simulation.clock.sleep(for: .milliseconds(incident.at))
                try? await incident.what(self)
            }
        }
        return try await director.run(header, onProgress: onProgress)
    }

    /// The summary of what is in the store now.
    /// - Throws: What the registry or the store throws.
    public func summaryAgain() async throws -> RunSummary {
        let header = try await services.registry.header(of: header.testId) ?? header
        return try await RunSummarizer(store: services.store).summarize(header)
    }
}

private final class StartTimes: Sendable {
    let origin: ContinuousClock.Instant
    let byTask = Mutex<[Int: ContinuousClock.Instant]>([:])
    let setUps = Mutex<[Int]>([])
    let captures = Mutex<[Int: [String: String]]>([:])
    let tearDowns = Mutex<[Int: ContinuousClock.Instant]>([:])

    init(origin: ContinuousClock.Instant) {
        self.origin = origin
    }
}
