internal import Measurement

// MARK: Runs that go on without being launched further, and runs that end here

extension LaunchService {
    /// The answer for a run whose load has begun, or whose barrier is about to open.
    func answer(_ header: RunHeader) async -> LaunchAnswer {
        let members = header.start?.tasks.count ?? header.ready.count
        var names = await taskNames(header)
        if names.count < members {
            // A fleet may list a task only a moment after it has started it, and another launcher may have done so just now.
            try? await clock.sleep(for: .seconds(2))
            names = await taskNames(header)
        }
        let launch = FleetLaunch(taskNames: names)
        return answer(header, members < header.taskCount ? .degraded : .started, launch, tasks: members)
    }

    /// Ends a run that cannot take place: nobody starts load, every task ends, and the run has an outcome.
    func giveUp(
        _ header: RunHeader,
        _ launch: FleetLaunch,
        _ detail: String
    ) async throws(LaunchError) -> LaunchAnswer {
        do {
            try await registry.requestStop(header.testId, reason: StopReason(.fleet, detail).description)
        } catch {
            // Tasks that wait at the barrier give up by themselves; those of the fleet are ended all the same.
            try? await fleet.stop(header.testId)
            throw .transient(.registry, "stopping the tasks", header.testId, error)
        }
        try await stopFleet(header)
        try await finish(header)
        var launch = launch
        if launch.failures.isEmpty {
            launch.failures = [LaunchFailure(reason: StopReason.Origin.fleet.label, detail: detail)]
        }
        return answer(header, .failed, launch, tasks: launch.taskNames.count, hasLoad: false)
    }

    /// The answer for a run that was told to stop or is over; whatever is left to do about it is done.
    func close(_ header: RunHeader) async throws(LaunchError) -> LaunchAnswer {
        let reason = header.stopReason.map { StopReason(text: $0) }
        if header.outcome == nil, header.start == nil {
            try await stopFleet(header)
            if let reason, reason.origin != .user { try await finish(header) }
        }
        var launch = FleetLaunch(taskNames: await taskNames(header))
        var status = LaunchAnswer.Status.finished
        if let reason {
            status = reason.origin == .user ? .stopped : .failed
            launch.failures = [LaunchFailure(reason: reason.origin.label, detail: reason.detail)]
        }
        let hasLoad = header.start != nil
        let tasks = header.start?.tasks.count ?? launch.taskNames.count
        return answer(header, status, launch, tasks: tasks, hasLoad: hasLoad)
    }

    /// Records that the run did not take place.
    private func finish(_ header: RunHeader) async throws(LaunchError) {
        let outcome = RunOutcome(
            verdict: Verdict.invalid.rawValue,
            finishedAt: clock.now(),
            requests: 0,
            failed: 0,
            p99: 0
        )
        do {
            try await registry.finish(header.testId, outcome)
        } catch {
            throw .transient(.registry, "recording the end", header.testId, error)
        }
    }

    // MARK: Ports, with errors that say what to do

    func claim(_ header: RunHeader) async throws(LaunchError) -> RunClaim {
        do {
            return try await registry.claim(header)
        } catch {
            throw .transient(.registry, "the claim", header.testId, error)
        }
    }

    func header(of testId: String) async throws(LaunchError) -> RunHeader? {
        do {
            return try await registry.header(of: testId)
        } catch {
            throw .transient(.registry, "reading the header", testId, error)
        }
    }

    func launch(_ header: RunHeader) async throws(LaunchError) -> FleetLaunch {
        do {
            return try await fleet.launch(header)
        } catch {
            throw .transient(.fleet, "the launch", header.testId, error)
        }
    }

    func stopFleet(_ header: RunHeader) async throws(LaunchError) {
        do {
            try await fleet.stop(header.testId)
        } catch {
            throw .transient(.fleet, "stopping the tasks", header.testId, error)
        }
    }

    /// Names of the tasks launched so far; empty where the fleet does not tell.
    func taskNames(_ header: RunHeader) async -> [String] {
        ((try? await fleet.status(of: header.testId)) ?? []).map(\.name)
    }
}

extension StopReason.Origin {
    /// The origin as the bounded reason of a failure: `USER`, `BARRIER`, `FLEET`.
    fileprivate var label: String { rawValue.uppercased() }
}
