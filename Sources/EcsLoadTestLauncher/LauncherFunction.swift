import AWSClient
import AWSPipeline
import AWSTransport
import FoundationEssentials
import LambdaRuntime
import LoadPlan
import ResultPipeline

/// The function `EcsLoadTestLauncher`: a launch payload in, a fleet started. On a schedule it sweeps: see ``SweepEvent``.
enum LauncherFunction {
    /// Time that an invocation keeps at most for its answer and for handing over what is left of a launch.
    private static let answerTime = Duration.seconds(10)

    static func serve() -> Never {
        let environment = ProcessInfo.processInfo.environment
        LambdaRuntime.run(environment: environment) { try prepare(environment) }
    }

    private static func prepare(_ environment: [String: String]) throws -> LambdaFunction {
        let settings = try LauncherSettings(environment: environment)
        let transport = try AsyncHTTPTransport(environment: environment)
        let access = try AWSAccess(environment: environment, transport: transport)
        let log = LambdaLog(environment: environment)
        let sweeper = Sweeper(
            ecs: access.ecs,
            registry: access.registry(table: settings.table),
            settings: settings.sweep
        )
        return LambdaFunction(onShutdown: { await transport.shutdown() }) { invocation in
            let log = log.with(requestId: invocation.requestId)
            if SweepOrder.isWritten(in: invocation.payload) {
                return try await SweepEvent(sweeper: sweeper, log: log).carryOut(invocation)
            }
            let service = service(settings, access, invocation)
            let answer: LaunchAnswer
            do throws(LaunchError) {
                answer = try await service.launch(invocation.payload, delivery: delivery(invocation))
            } catch {
                throw LaunchFault(error: error)
            }
            log.info(
                "launch",
                [
                    "testId": .text(answer.testId), "status": .text(answer.status.rawValue),
                    "tasks": .integer(answer.taskArns.count), "failures": .integer(answer.failures.count),
                ]
            )
            return try answer.json()
        }
    }

    private static func service(
        _ settings: LauncherSettings,
        _ access: AWSAccess,
        _ invocation: Invocation
    ) -> LaunchService {
        let remaining = invocation.remaining()
        let deadline = ContinuousClock.now.advanced(by: remaining - min(answerTime, remaining / 4))
        let policy = TargetPolicy(allowsPrivate: settings.allowsPrivateTargets)
        return LaunchService(
            registry: access.registry(table: settings.table, retention: settings.retention),
            fleet: ECSFleet(access.ecs, settings.fleet, deadline: deadline),
            check: { policy.refusal(of: $0)?.message },
            readPlan: LauncherPlans.reading(access.plans, under: policy),
            objection: { StoredPlanRules.objection(to: $0) },
            estimate: { header, tasks, seconds in
                CostEstimate(
                    RunUsage(
                        header,
                        tasks: tasks,
                        loadSeconds: seconds,
                        size: settings.taskSize,
                        usesNATGateway: settings.usesNATGateway
                    )
                ).totalUSD
            },
            handOver: { testId in
                _ = try await access.lambda.invoke(
                    settings.function,
                    .event,
                    payload: LaunchService.continuation(of: testId)
                )
            }
        )
    }

    /// Lambda delivers an event again under the same request id; the root of its trace holds when it came about
    /// (`Root=1-67891233-abcdef012345678912345678`, epoch seconds in hexadecimal).
    private static func delivery(_ invocation: Invocation) -> LaunchDelivery? {
        let root = invocation.traceId?.split(separator: ";").first { $0.hasPrefix("Root=1-") }
        guard let digits = root?.dropFirst(7).prefix(8), let seconds = Int64(digits, radix: 16) else { return nil }
        return LaunchDelivery(eventId: invocation.requestId, eventTime: seconds * 1000)
    }
}

/// What callers of the function see of a refused or failed launch.
private struct LaunchFault: LambdaFailure {
    let error: LaunchError
    var errorType: String { error.label }
    var errorMessage: String { error.message }
}
