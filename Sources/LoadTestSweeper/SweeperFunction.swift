import AWSPipeline
import AWSTransport
import FoundationEssentials
import LambdaRuntime
import ResultPipeline

/// The function `LoadTestSweeper`: invoked on a schedule, whatever the event says; ends orphaned tasks, and answers with
/// what was ended and why.
///
/// | variable | meaning |
/// |---|---|
/// | `TABLE_NAME` | the results table; required |
/// | `CLUSTER` | the ECS cluster, name or ARN; required |
/// | `TASK_DEFINITION` | the worker's task definition: family, `FAMILY:REVISION` or ARN; required |
/// | `SWEEP_GRACE_SECONDS` | 60…86400, default 300: see ``SweepSettings/grace`` |
///
/// Every ended task is a line `orphaned task ended` of level `WARN` in the log, for a metric filter to count; what could
/// not be decided or ended fails the invocation once the rest is done, so that the function's errors tell.
enum SweeperFunction {
    /// Time that an invocation keeps for its answer, and for the call that is under way when time is up.
    private static let answerTime = Duration.seconds(15)

    static func serve() -> Never {
        let environment = ProcessInfo.processInfo.environment
        LambdaRuntime.run(environment: environment) { try prepare(environment) }
    }

    private static func prepare(_ environment: [String: String]) throws -> LambdaFunction {
        let settings = try SweepSettings(environment: environment)
        let transport = try AsyncHTTPTransport(environment: environment)
        let access = try AWSAccess(environment: environment, transport: transport)
        let log = LambdaLog(environment: environment)
        let sweeper = Sweeper(ecs: access.ecs, registry: access.registry(table: settings.table), settings: settings)
        return LambdaFunction(onShutdown: { await transport.shutdown() }) { invocation in
            let remaining = invocation.remaining()
            let deadline = ContinuousClock.now.advanced(by: remaining - min(answerTime, remaining / 2))
            let report = try await sweeper.sweep(until: deadline)
            tell(report, log.with(requestId: invocation.requestId))
            if let fault = SweepFault(report) { throw fault }
            return try report.json()
        }
    }

    private static func tell(_ report: SweepReport, _ log: LambdaLog) {
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
private struct SweepFault: LambdaFailure {
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
