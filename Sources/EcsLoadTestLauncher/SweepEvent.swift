import AWSPipeline
import LambdaRuntime

/// What the launcher does with the event of the stack's schedule: ends orphaned tasks, and answers with what was ended and
/// why.
///
/// Every ended task is a line `orphaned task ended` of level `WARN` in the log, for a metric filter to count; what could
/// not be decided or ended fails the invocation once the rest is done, so that the function's errors tell.
struct SweepEvent {
    /// Time that an invocation keeps for its answer, and for the call that is under way when time is up.
    private static let answerTime = Duration.seconds(15)
    /// Most time for the rest, so that a launcher with a long time-out is not sweeping still when the next sweep begins.
    private static let sweepTime = Duration.seconds(45)

    let sweeper: Sweeper
    let log: LambdaLog

    /// - Throws: ``SweepFault`` where something was left undone; `AWSError` where ECS does not list tasks.
    func carryOut(_ invocation: Invocation) async throws -> [UInt8] {
        let remaining = invocation.remaining()
        let time = min(Self.sweepTime, remaining - min(Self.answerTime, remaining / 2))
        let report = try await sweeper.sweep(until: ContinuousClock.now.advanced(by: time))
        tell(report)
        if let fault = SweepFault(report) { throw fault }
        return try report.json()
    }

    private func tell(_ report: SweepReport) {
        for task in report.stopped {
            var fields: [String: LogValue] = [
                "task": .text(task.task), "testId": .text(task.testId ?? ""), "reason": .text(task.reason),
                "detail": .text(task.detail),
            ]
            if let failure = task.failure { fields["failure"] = .text(failure) }
            if task.failure == nil {
                log.warning("orphaned task ended", fields)
            } else {
                log.error("orphaned task not ended", fields)
            }
        }
        for task in report.undecided {
            log.error(
                "task not judged",
                ["task": .text(task.task), "testId": .text(task.testId ?? ""), "detail": .text(task.detail)]
            )
        }
        log.info(
            "sweep",
            [
                "listed": .integer(report.listed), "examined": .integer(report.examined),
                "ended": .integer(report.ended), "failures": .integer(report.failures),
                "undecided": .integer(report.undecided.count), "isComplete": .flag(report.isComplete),
            ]
        )
    }
}

/// A sweep that left something undone.
struct SweepFault: LambdaFailure {
    let errorType = "SweepIncomplete"
    let errorMessage: String

    /// Nil where everything was done.
    init?(_ report: SweepReport) {
        guard report.failures > 0 || !report.undecided.isEmpty || !report.isComplete else { return nil }
        errorMessage =
            "\(report.ended) orphans were ended; \(report.failures) could not be, \(report.undecided.count) tasks could not be "
            + "judged, \(report.listed - report.examined) were not looked at before time was up. The log says which and why; "
            + "the next sweep tries again."
    }
}
