extension TaskWorker {
    /// Joins, and waits until the barrier has decided. A registry that does not answer is asked again until the barrier
    /// would have given up; `.wait` is the answer when it never did.
    func pass(_ barrier: StartBarrier, _ first: RunHeader) async -> StartBarrier.Action {
        let patience = first.createdAt + first.barrierTimeout + 2 * options.barrier.margin
        var failures = 0
        var hasJoined = false
        while true {
            do {
                if !hasJoined {
                    try await registry.join(testId, taskIndex: taskIndex)
                    hasJoined = true
                }
                let header = try await registry.header(of: testId)
                let action = isStopped ? stopped : header.map { barrier.next($0, now: clock.now()) } ?? stopped
                failures = 0
                switch action {
                case .wait(let time):
                    try await clock.sleep(for: .milliseconds(max(1, time - clock.now())))
                case .propose(let start):
                    _ = try await registry.start(testId, start)
                case .abort(let reason, let tellOthers):
                    if tellOthers { try? await registry.requestStop(testId, reason: reason.description) }
                    return action
                case .run, .idle:
                    return action
                }
            } catch {
                if isStopped { return stopped }
                guard clock.now() < patience else { return .wait(until: patience) }
                try? await clock.sleep(for: options.backoff.delay(attempt: failures, random: random()))
                failures += 1
            }
        }
    }

    private var stopped: StartBarrier.Action {
        .abort(StopReason(.user, "the task was told to end before the start"), tellOthers: false)
    }

    /// Reads the header, again and again for `duration` where the registry does not answer; nil where there is no run.
    func header(retriedFor duration: Duration) async throws -> RunHeader? {
        let deadline = clock.instant().advanced(by: duration)
        var attempt = 0
        while true {
            do {
                return try await registry.header(of: testId)
            } catch {
                guard clock.instant() < deadline, !isStopped else { throw error }
                try await clock.sleep(for: options.backoff.delay(attempt: attempt, random: random()))
                attempt += 1
            }
        }
    }
}
