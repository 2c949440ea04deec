internal import LoadPlan

/// Watches a run until it is over: every task that takes part has sent its last message, or has ended without one, or time
/// is up.
///
/// All limits count on the clock that never steps, from what was seen: the tasks' wall clocks need not agree with this
/// machine's.
struct RunVigil {
    /// The run as it was when it ended.
    struct End: Sendable {
        var header: RunHeader
        var tasks: [TaskStatus]
    }

    /// When something was seen for the first time.
    private struct Sightings {
        let begin: ContinuousClock.Instant
        var start: ContinuousClock.Instant?
        var stop: ContinuousClock.Instant?
        var allEnded: ContinuousClock.Instant?
    }

    let director: RunDirector
    let watch: RunWatch

    private var clock: any PipelineClock { director.clock }

    func untilEnd(of claimed: RunHeader) async throws -> End {
        var header = claimed
        var tasks: [TaskStatus] = []
        var seen = Sightings(begin: clock.instant())
        let wasLongPast = isLongPast(claimed)
        while true {
            if let latest = try? await director.registry.header(of: claimed.testId) { header = latest }
            if let latest = try? await director.fleet.status(of: claimed.testId) { tasks = latest }
            watch.update(header)
            let finished = watch.finished
            noteDead(tasks, finished)
            if header.start != nil { seen.start = seen.start ?? clock.instant() }
            if let reason = header.stopReason {
                watch.note("stopped before its end: \(StopReason(text: reason).detail)")
                seen.stop = seen.stop ?? clock.instant()
            }
            await stopIfHopeless(header, tasks, finished)
            await stopIfBroken(header)
            let awaited = awaited(header).subtracting(finished)
            if awaited.isEmpty { return End(header: header, tasks: tasks) }
            let isOver = !tasks.isEmpty && tasks.allSatisfy { $0.hasEnded || !awaited.contains($0.taskIndex) }
            seen.allEnded = isOver ? seen.allEnded ?? clock.instant() : nil
            if let allEnded = seen.allEnded, hasSettled(allEnded) { return End(header: header, tasks: tasks) }
            if wasLongPast || isTimeUp(header, seen) {
                await giveUp(header)
                return End(header: header, tasks: tasks)
            }
            try await clock.sleep(for: director.options.poll)
        }
    }

    /// The tasks whose last message is worth waiting for. Once the load has started, those who are not part of it add
    /// nothing; nor do those who have not come yet once there will be no load.
    private func awaited(_ header: RunHeader) -> Set<Int> {
        if let start = header.start { return Set(start.tasks) }
        return header.stopReason == nil ? Set(0..<header.taskCount) : header.ready
    }

    /// Our own queue is emptied after the end; records that others process need time where any are missing.
    private func hasSettled(_ since: ContinuousClock.Instant) -> Bool {
        director.queue != nil || since.duration(to: clock.instant()) >= director.options.settleTimeout
    }

    private func noteDead(_ tasks: [TaskStatus], _ finished: Set<Int>) {
        for task in tasks where !finished.contains(task.taskIndex) {
            guard let reason = task.endReason else { continue }
            watch.noteDead(task.taskIndex, BoundedText.clean(reason))
        }
    }

    /// Nobody needs to wait for the barrier's deadline once too few tasks are left to pass it.
    private func stopIfHopeless(_ header: RunHeader, _ tasks: [TaskStatus], _ finished: Set<Int>) async {
        guard header.start == nil, header.stopReason == nil, !tasks.isEmpty else { return }
        let gone = tasks.filter { $0.hasEnded || finished.contains($0.taskIndex) }
        let left = tasks.count - gone.count
        guard left < header.minTasks, !gone.isEmpty else { return }
        let failures = watch.failures
        let why = gone.lazy.compactMap { task in
            (failures[task.taskIndex] ?? task.endReason).map { "; task \(task.taskIndex): \($0)" }
        }
        let reason =
            "\(gone.count) of \(header.taskCount) tasks ended before the start, \(header.minTasks) are needed"
            + (why.first ?? "")
        try? await director.registry.requestStop(header.testId, reason: StopReason(.fleet, reason).description)
    }

    /// A threshold that may end the run does not hold: the rest of it would tell nothing more.
    private func stopIfBroken(_ header: RunHeader) async {
        guard let reason = watch.reasonToAbort(header, now: clock.now()) else { return }
        try? await director.registry.requestStop(header.testId, reason: StopReason(.threshold, reason).description)
    }

    /// Time past the end of the load in which last responses and messages may still come.
    private func overtime(_ header: RunHeader) -> Duration {
        let client = header.plan.client
        return .seconds(client.timeoutSeconds + client.connectTimeoutSeconds) + director.options.grace
    }

    /// Whether the load ended so long ago that nobody can still be at it, at the first look: a run whose director was killed.
    /// Wall clocks may differ by an hour.
    private func isLongPast(_ header: RunHeader) -> Bool {
        guard let start = header.start else { return false }
        let end = Double(start.at) / 1000 + header.plan.profile.seconds + overtime(header) / .seconds(1)
        return Double(clock.now()) / 1000 > end + 3600
    }

    private func isTimeUp(_ header: RunHeader, _ seen: Sightings) -> Bool {
        let last = overtime(header)
        if let stop = seen.stop, stop.duration(to: clock.instant()) >= last { return true }
        if let start = seen.start {
            return start.duration(to: clock.instant()) >= .seconds(header.plan.profile.seconds) + last
        }
        // Tasks that come late wait half the time-out themselves.
        return seen.begin.duration(to: clock.instant()) >= .milliseconds(header.barrierTimeout / 2 * 3) + last
    }

    private func giveUp(_ header: RunHeader) async {
        watch.note("tasks that had not ended in time were ended")
        if header.start == nil {
            // A task that is launched later still must not begin.
            let reason = StopReason(.fleet, "the load had not started in time")
            try? await director.registry.requestStop(header.testId, reason: reason.description)
        }
        try? await director.fleet.stop(header.testId)
    }
}

extension TaskStatus {
    /// Whether the task is no longer there.
    var hasEnded: Bool {
        if case .stopped = state { true } else { false }
    }

    /// How it ended, where that was not by itself.
    var endReason: String? {
        guard case .stopped(let exitCode, let reason) = state else { return nil }
        return reason ?? exitCode.flatMap { $0 == 0 ? nil : "ended with exit status \($0)" }
    }
}
