public import LoadPlan

/// What the launcher is asked for: a plan, and how many tasks carry it out.
///
/// The JSON form is an object of `targetUrl`, `taskCount`, `vus`, `rate`, `duration`, `testId`, `method`, `headers`,
/// `body`, `thresholds`, `spot` and `minTasks`; a `plan` stands instead of what describes the one request and its load.
public struct LaunchPayload: Hashable, Sendable {
    /// What to run.
    public var plan: TestPlan
    /// Tasks to launch, 1…1000.
    public var taskCount: Int
    /// Tasks that suffice at the barrier's deadline, 1…`taskCount`.
    public var minTasks: Int
    /// Names the run; nil where the caller leaves that to the launcher.
    public var testId: String?
    /// Tasks run on spare capacity.
    public var usesSpot: Bool

    /// Creates a payload.
    public init(
        plan: TestPlan,
        taskCount: Int = 1,
        minTasks: Int? = nil,
        testId: String? = nil,
        usesSpot: Bool = false
    ) {
        self.plan = plan
        self.taskCount = taskCount
        self.minTasks = minTasks ?? taskCount
        self.testId = testId
        self.usesSpot = usesSpot
    }

    /// Reads the JSON form.
    /// - Parameters:
    ///   - limits: What may be asked for at most.
    ///   - check: Says why a target may not be put under load; nil where it may.
    ///   - plan: What the payload's `plan` was read as; without it a payload with a plan is refused.
    /// - Throws: ``LaunchError`` `invalidPayload` with a diagnostic for everything that is wrong.
    public init(
        decoding bytes: [UInt8],
        limits: LaunchLimits = LaunchLimits(),
        check: @escaping (TargetURL) -> String? = { _ in nil },
        plan: TestPlan? = nil
    ) throws(LaunchError) {
        let members = try LaunchEvent.members(of: bytes)
        self = try PayloadDecoder.decode(members, limits: limits, check: check, plan: plan)
    }

    /// The header to claim the run with.
    /// - Parameters:
    ///   - now: Time of the claim in epoch milliseconds.
    ///   - timing: How long the fleet takes to get all tasks to the barrier.
    public func header(testId: String, at now: Int64, timing: LaunchTiming = LaunchTiming()) -> RunHeader {
        let seconds = ReportingInterval.seconds(taskCount: taskCount, runSeconds: plan.profile.seconds)
        return RunHeader(
            testId: testId,
            createdAt: now,
            plan: plan.seeded(by: testId),
            taskCount: taskCount,
            minTasks: minTasks,
            barrierTimeout: timing.barrierTimeout(taskCount: taskCount),
            windowLength: Int64(seconds) * 1000,
            usesSpot: usesSpot
        )
    }
}
