public import LoadPlan

/// Launches runs, on AWS and elsewhere: validates what is asked for, claims the run, and has the fleet start its tasks.
///
/// An event may be delivered several times, also at once, and a launcher may die at any point: each delivery goes on from
/// what is there. A run that has started, was told to stop, or is over is not launched further. Runs on the same target
/// are allowed at the same time; each has its own tasks, messages and records, by its `testId`.
public struct LaunchService: Sendable {
    let registry: any RunRegistry
    let fleet: any Fleet
    let clock: any PipelineClock
    private let limits: LaunchLimits
    private let timing: LaunchTiming
    private let check: @Sendable (TargetURL) -> String?
    private let readPlan: PlanReading?
    private let objection: @Sendable (TestPlan) -> PlanObjection?
    private let estimate: @Sendable (RunHeader, _ tasks: Int, _ loadSeconds: Double) -> Double
    private let handOver: @Sendable (_ testId: String) async throws -> Void

    /// - Parameters:
    ///   - limits: What a payload may ask for at most.
    ///   - check: Says why a target may not be put under load; nil where it may.
    ///   - readPlan: Reads plans; nil where none are accepted.
    ///   - objection: Says why a plan may not be kept in the registry; nil where it may. It is asked before anything is claimed.
    ///   - estimate: What a run costs in US dollars when so many tasks carry the load for so many seconds.
    ///   - handOver: Sends ``continuation(of:)`` to a launcher like this one, which goes on with a launch that does not fit
    ///     into the time of one invocation. Does not wait for what comes of it.
    public init(
        registry: any RunRegistry,
        fleet: any Fleet,
        clock: any PipelineClock = SystemClock(),
        limits: LaunchLimits = LaunchLimits(),
        timing: LaunchTiming = LaunchTiming(),
        check: @escaping @Sendable (TargetURL) -> String? = { _ in nil },
        readPlan: PlanReading? = nil,
        objection: @escaping @Sendable (TestPlan) -> PlanObjection? = { _ in nil },
        estimate: @escaping @Sendable (RunHeader, _ tasks: Int, _ loadSeconds: Double) -> Double,
        handOver: @escaping @Sendable (_ testId: String) async throws -> Void
    ) {
        self.registry = registry
        self.fleet = fleet
        self.clock = clock
        self.limits = limits
        self.timing = timing
        self.check = check
        self.readPlan = readPlan
        self.objection = objection
        self.estimate = estimate
        self.handOver = handOver
    }

    /// The event that has a launcher go on with the launch of a run, `{"continueLaunch":"<testId>"}`.
    /// - Parameter testId: The name of a run, as `handOver` is given it.
    public static func continuation(of testId: String) -> [UInt8] { LaunchEvent.continuation(of: testId) }

    /// Carries out one event: a launch payload, or a ``continuation(of:)``.
    /// - Parameter delivery: What names the event where it may be delivered again.
    /// - Throws: ``LaunchError``. Where it is transient, delivering the event again goes on with the launch.
    public func launch(_ event: [UInt8], delivery: LaunchDelivery? = nil) async throws(LaunchError) -> LaunchAnswer {
        let members = try LaunchEvent.members(of: event)
        let plan = try await plan(of: members)
        switch try LaunchEvent.decode(members, limits: limits, check: check, plan: plan) {
        case .launch(let payload):
            if let objection = objection(payload.plan) { throw .invalidPayload(objection) }
            let header = payload.header(testId: testId(payload, delivery), at: clock.now(), timing: timing)
            switch try await claim(header) {
            case .created: return try await start(header)
            case .existing(let existing): return try await resume(existing)
            case .conflict: throw LaunchError(.conflict, RunError.conflict(header.testId).message)
            }
        case .continuation(let testId):
            guard let header = try await header(of: testId) else {
                throw LaunchError(.unknownRun, "there is no run '\(testId)' whose launch could go on")
            }
            return try await resume(header)
        }
    }

    private func plan(of members: [JSONValue.Member]) async throws(LaunchError) -> TestPlan? {
        guard let reference = try PayloadPlan.reference(in: members), let readPlan else { return nil }
        do {
            return try await readPlan(reference)
        } catch let refusal as PlanRefusal {
            throw .invalidPayload(refusal.messages.map { PayloadDiagnostic(field: PayloadField.plan.rawValue, $0) })
        } catch {
            throw LaunchError(.plan, "the plan cannot be read: \(BoundedText.clean("\(error)"))")
        }
    }

    private func testId(_ payload: LaunchPayload, _ delivery: LaunchDelivery?) -> String {
        if let testId = payload.testId ?? delivery?.testId { return testId }
        var random = SystemRandomNumberGenerator()
        return TestID.generate(at: clock.now(), using: &random)
    }

    /// Goes on with a run that exists.
    private func resume(_ header: RunHeader) async throws(LaunchError) -> LaunchAnswer {
        if header.isClosed { return try await close(header) }
        if header.start != nil { return await answer(header) }
        guard clock.now() >= header.createdAt + header.barrierTimeout else { return try await start(header) }
        // The barrier is over: a task launched now would be late. Those that are there start by themselves if they are enough.
        if header.ready.count >= header.minTasks { return await answer(header) }
        let detail =
            "\(header.ready.count) of \(header.taskCount) tasks were ready \(header.barrierTimeout / 1000) s after the "
            + "claim, \(header.minTasks) are needed"
        return try await giveUp(header, FleetLaunch(taskNames: await taskNames(header)), detail)
    }

    /// Has the tasks that are missing launched.
    private func start(_ header: RunHeader) async throws(LaunchError) -> LaunchAnswer {
        let launch = try await launch(header)
        if header.taskCount - launch.failures.count < header.minTasks {
            return try await giveUp(header, launch, RunError.launchFailed(header, launch.failures).message)
        }
        // A stop that came meanwhile may have missed the tasks launched since.
        if let latest = try? await registry.header(of: header.testId), latest.isClosed {
            if latest.outcome != nil { try await stopFleet(latest) }
            return try await close(latest)
        }
        if launch.pending > 0 { try await passOn(header.testId) }
        let status: LaunchAnswer.Status =
            launch.pending > 0 ? .launching : launch.failures.isEmpty ? .started : .degraded
        return answer(header, status, launch, tasks: launch.taskNames.count + launch.pending)
    }

    private func passOn(_ testId: String) async throws(LaunchError) {
        do {
            try await handOver(testId)
        } catch {
            throw .transient(.handOver, "handing over the launch", testId, error)
        }
    }

    /// - Parameter tasks: Those that will carry the load.
    func answer(
        _ header: RunHeader,
        _ status: LaunchAnswer.Status,
        _ launch: FleetLaunch,
        tasks: Int,
        hasLoad: Bool = true
    ) -> LaunchAnswer {
        LaunchAnswer(
            header.testId,
            status,
            tasks: launch.taskNames,
            failures: launch.failures,
            costUSD: tasks > 0 ? estimate(header, tasks, hasLoad ? header.plan.profile.seconds : 0) : 0
        )
    }
}

extension RunHeader {
    /// Whether the run was told to stop, or is over.
    var isClosed: Bool { stopReason != nil || outcome != nil }
}
