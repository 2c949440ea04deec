public import Measurement

/// Directs a run from its claim to its summary: launches the tasks, carries their results to the store, watches over
/// fleet and registry, and judges what came in. One task or a thousand, processes or containers: the same path.
public struct RunDirector: Sendable {
    let registry: any RunRegistry
    let fleet: any Fleet
    let queue: (any ResultQueue)?
    let store: any ResultStore
    let clock: any PipelineClock
    let options: DirectorOptions
    let random: @Sendable () -> Double
    let summarizer: RunSummarizer
    private let shielded: @Sendable (@escaping @Sendable () async -> Void) async -> Void

    /// - Parameters:
    ///   - queue: The queue to empty into the store; nil where somebody else does that.
    ///   - random: Source of jitter, 0 ..< 1.
    ///   - shielded: Carries work out although the caller is cancelled.
    public init(
        registry: any RunRegistry,
        fleet: any Fleet,
        queue: (any ResultQueue)?,
        store: any ResultStore,
        clock: any PipelineClock = SystemClock(),
        options: DirectorOptions = DirectorOptions(),
        random: @escaping @Sendable () -> Double = { Double.random(in: 0..<1) },
        shielded: @escaping @Sendable (@escaping @Sendable () async -> Void) async -> Void = { work in
            await Task { await work() }.value
        }
    ) {
        self.registry = registry
        self.fleet = fleet
        self.queue = queue
        self.store = store
        self.clock = clock
        self.options = options
        self.random = random
        self.shielded = shielded
        summarizer = RunSummarizer(store: store, allowPartial: options.allowPartial)
    }

    /// Carries out the run of `header`, or takes part in it where it exists with the same plan: tasks that are missing are
    /// launched, and a run that has ended is summarised again: results that came late revise its outcome.
    ///
    /// Cancellation stops the run and its tasks. To end it in good order call ``stop(_:reason:)`` instead.
    /// - Parameter onProgress: Called about once a second, one call at a time.
    /// - Throws: ``RunError``; what registry, fleet or store throw; `CancellationError`.
    public func run(
        _ header: RunHeader,
        onProgress: @escaping @Sendable (ProgressSnapshot) -> Void = { _ in }
    ) async throws -> RunSummary {
        guard TestID.isValid(header.testId) else { throw RunError.invalidTestId(header.testId) }
        let claimed: RunHeader
        switch try await registry.claim(header) {
        case .created: claimed = header
        case .existing(let existing): claimed = existing
        case .conflict: throw RunError.conflict(header.testId)
        }
        guard claimed.outcome == nil else { return try await revise(claimed) }
        let watch = RunWatch(claimed)
        let end: RunVigil.End
        do {
            try await launch(claimed, watch)
            end = try await follow(claimed, watch, onProgress)
        } catch {
            // Whatever went wrong, no task is left behind.
            let reason = StopReason(.user, "given up: \(error)").description
            await shielded { [registry, fleet] in
                try? await registry.requestStop(header.testId, reason: reason)
                try? await fleet.stop(header.testId)
            }
            throw error
        }
        return try await conclude(end)
    }

    /// Tells the tasks of a run to end: arrivals cease within about a second, what was measured is reported, and
    /// ``run(_:onProgress:)`` returns the summary. Before the start it means that there will be none. Idempotent.
    /// - Throws: What the registry throws.
    public func stop(_ testId: String, reason: StopReason = StopReason(.user, "interrupted")) async throws {
        try await registry.requestStop(testId, reason: reason.description)
    }

    private func launch(_ header: RunHeader, _ watch: RunWatch) async throws {
        let failures = try await launchAll(header)
        guard !failures.isEmpty else { return }
        let error = RunError.launchFailed(header, failures)
        guard header.taskCount - failures.count < header.minTasks else { return watch.note(error.message) }
        try? await registry.requestStop(header.testId, reason: StopReason(.fleet, error.message).description)
        let outcome = RunOutcome(
            verdict: Verdict.invalid.rawValue,
            finishedAt: clock.now(),
            requests: 0,
            failed: 0,
            p99: 0
        )
        try? await registry.finish(header.testId, outcome)
        throw error
    }

    /// Asks the fleet until it has got to all tasks, up to the barrier's deadline.
    /// - Returns: Why tasks did not start.
    private func launchAll(_ header: RunHeader) async throws -> [LaunchFailure] {
        let deadline = clock.instant().advanced(by: .milliseconds(header.barrierTimeout))
        var launch = try await fleet.launch(header)
        while launch.pending > 0, clock.instant() < deadline {
            if let now = try? await registry.header(of: header.testId), now.stopReason != nil { return launch.failures }
            try await clock.sleep(for: options.poll)
            launch = try await fleet.launch(header)
        }
        let late = LaunchFailure(reason: "PENDING", detail: "not started before the barrier's deadline")
        return launch.failures + Array(repeating: late, count: launch.pending)
    }
}
