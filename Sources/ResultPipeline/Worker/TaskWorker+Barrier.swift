extension TaskWorker {
    /// How the barrier let this task through.
    struct Passage {
        var action: StartBarrier.Action
        /// Milliseconds by which the clock that the start was set by is ahead of this machine's.
        var clockOffset: Int64 = 0
    }

    /// Joins, and waits until the barrier has decided. A registry that does not answer is asked again until the barrier
    /// would have given up; `.wait` is the answer when it never did.
    func pass(_ barrier: StartBarrier, _ first: RunHeader) async -> Passage {
        let arrived = clock.instant()
        let patience = Duration.milliseconds(first.barrierTimeout + 2 * options.barrier.margin)
        var unseen = arrived
        var failures = 0
        var hasJoined = false
        while true {
            do {
                let asked = clock.instant()
                if !hasJoined {
                    try await registry.join(testId, taskIndex: taskIndex)
                    hasJoined = true
                }
                let header = try await registry.header(of: testId)
                guard let header, !isStopped else { return Passage(action: stopped) }
                let offset = header.start.map { clockOffset(of: $0, barrier, unseen) } ?? 0
                let waited = Int64(arrived.duration(to: clock.instant()) / .milliseconds(1))
                let action = barrier.next(header, now: clock.now() + offset, waited: waited)
                failures = 0
                switch action {
                case .wait(let time):
                    unseen = asked
                    try await clock.sleep(for: .milliseconds(max(1, time - clock.now())))
                case .propose(let start):
                    unseen = asked
                    _ = try await registry.start(testId, start)
                case .abort(let reason, let tellOthers):
                    if tellOthers { try? await registry.requestStop(testId, reason: reason.description) }
                    return Passage(action: action)
                case .run, .idle:
                    return Passage(action: action, clockOffset: offset)
                }
            } catch {
                if isStopped { return Passage(action: stopped) }
                guard arrived.duration(to: clock.instant()) < patience else {
                    return Passage(action: .wait(until: clock.now()))
                }
                try? await clock.sleep(for: options.backoff.delay(attempt: failures, random: random()))
                failures += 1
            }
        }
    }

    private func clockOffset(of start: RunStart, _ barrier: StartBarrier, _ unseen: ContinuousClock.Instant) -> Int64 {
        let now = clock.now()
        let sinceUnseen = Int64(unseen.duration(to: clock.instant()) / .milliseconds(1))
        return barrier.clockOffset(of: start, unseenAt: now - sinceUnseen, seenAt: now)
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
