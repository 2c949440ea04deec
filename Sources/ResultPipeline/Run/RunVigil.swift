internal import LoadPlan

/// Watches a run until it is over: every task has sent its last message, or has ended without one, or time is up.
struct RunVigil {
    let director: RunDirector
    let watch: RunWatch

    private var clock: any PipelineClock { director.clock }

    /// - Returns: The tasks as they were at the end.
    func untilEnd(of claimed: RunHeader) async throws -> [TaskStatus] {
        var header = claimed
        var tasks: [TaskStatus] = []
        var stopSeen: ContinuousClock.Instant?
        var allEnded: ContinuousClock.Instant?
        while true {
            if let latest = try? await director.registry.header(of: claimed.testId) { header = latest }
            if let latest = try? await director.fleet.status(of: claimed.testId) { tasks = latest }
            watch.update(header)
            let finished = watch.finished
            noteDead(tasks, finished)
            if let reason = header.stopReason {
                watch.note("stopped before its end: \(StopReason(text: reason).detail)")
                stopSeen = stopSeen ?? clock.instant()
            }
            if finished.count >= header.taskCount { return tasks }
            let isOver = !tasks.isEmpty && tasks.allSatisfy { $0.hasEnded || finished.contains($0.taskIndex) }
            allEnded = isOver ? allEnded ?? clock.instant() : nil
            if let allEnded, hasSettled(allEnded, header, tasks, finished) { return tasks }
            if isTimeUp(header, stopSeen) {
                watch.note("tasks that had not ended in time were ended")
                try? await director.fleet.stop(claimed.testId)
                return tasks
            }
            try await stopIfHopeless(header, tasks, finished)
            try await clock.sleep(for: director.options.poll)
        }
    }

    /// Our own queue is emptied after the end; records that others process need time where any are missing.
    private func hasSettled(
        _ since: ContinuousClock.Instant,
        _ header: RunHeader,
        _ tasks: [TaskStatus],
        _ finished: Set<Int>
    ) -> Bool {
        guard director.queue == nil, !tasks.allSatisfy({ finished.contains($0.taskIndex) }) else { return true }
        return since.duration(to: clock.instant()) >= director.options.settleTimeout
    }

    private func noteDead(_ tasks: [TaskStatus], _ finished: Set<Int>) {
        for task in tasks where !finished.contains(task.taskIndex) {
            guard case .stopped(let exitCode, let reason) = task.state else { continue }
            if let reason {
                watch.note("task \(task.taskIndex) ended: \(BoundedText.clean(reason))")
            } else if let exitCode, exitCode != 0 {
                watch.note("task \(task.taskIndex) ended with exit status \(exitCode)")
            }
        }
    }

    /// Nobody needs to wait for the barrier's deadline once too few tasks are left to pass it.
    private func stopIfHopeless(_ header: RunHeader, _ tasks: [TaskStatus], _ finished: Set<Int>) async throws {
        guard header.start == nil, header.stopReason == nil, !tasks.isEmpty else { return }
        let gone = tasks.filter { $0.hasEnded || finished.contains($0.taskIndex) }
        let left = tasks.count - gone.count
        guard left < header.minTasks, !gone.isEmpty else { return }
        let reason = "\(gone.count) of \(header.taskCount) tasks ended before the start, \(header.minTasks) are needed"
        try? await director.registry.requestStop(header.testId, reason: StopReason(.fleet, reason).description)
    }

    private func isTimeUp(_ header: RunHeader, _ stopSeen: ContinuousClock.Instant?) -> Bool {
        let client = header.plan.client
        let last = Duration.seconds(client.timeoutSeconds + client.connectTimeoutSeconds) + director.options.grace
        if let stopSeen, stopSeen.advanced(by: last) <= clock.instant() { return true }
        let begin = header.start.map { Double($0.at) + header.plan.profile.seconds * 1000 }
        let end = begin ?? Double(header.createdAt + header.barrierTimeout)
        return Double(clock.now()) >= end + last / .milliseconds(1)
    }
}

extension TaskStatus {
    /// Whether the task is no longer there.
    var hasEnded: Bool {
        if case .stopped = state { true } else { false }
    }
}
