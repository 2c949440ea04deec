internal import FoundationEssentials
internal import Glibc

/// Serves a Lambda function's invocations with the runtime API of `provided.al2023`.
///
/// To be called from the main thread of an executable, first of all, and outside of `main.swift`: closures written
/// there belong to the main actor, whose thread is the one that waits here.
public enum LambdaRuntime {
    /// Exit status where the function cannot start or the runtime API is lost.
    static let failureStatus: Int32 = 70

    /// Serves invocations with `handler` until the environment ends.
    public static func run(handler: @escaping LambdaHandler) -> Never {
        run(environment: ProcessInfo.processInfo.environment) { LambdaFunction(handler: handler) }
    }

    /// Makes a function ready and serves its invocations until the environment ends. Never returns: the process exits
    /// with 0 after SIGTERM, and with 70 where the function cannot start or the runtime API is lost.
    /// - Parameters:
    ///   - environment: of the process; `AWS_LAMBDA_RUNTIME_API` names the API's endpoint.
    ///   - prepare: runs once, before the first invocation; reads configuration, makes clients. What it throws is
    ///     reported as the initialization's error (see ``LambdaFailure``).
    public static func run(
        environment: [String: String],
        options: RuntimeOptions = RuntimeOptions(),
        log: LambdaLog? = nil,
        prepare: @escaping @Sendable () async throws -> LambdaFunction
    ) -> Never {
        let log = log ?? LambdaLog(environment: environment)
        do throws(RuntimeFailure) {
            let wakeup = try Wakeup()
            try Termination.stops(wakeup)
            exit(try serve(wakeup, environment: environment, options: options, log: log, prepare: prepare))
        } catch {
            log.log(.fatal, "The runtime cannot go on.", error.fields)
            exit(failureStatus)
        }
    }

    /// The life of the process, without its signals.
    /// - Returns: the exit status.
    static func serve(
        _ wakeup: Wakeup,
        environment: [String: String],
        options: RuntimeOptions,
        log: LambdaLog,
        prepare: @escaping @Sendable () async throws -> LambdaFunction
    ) throws(RuntimeFailure) -> Int32 {
        let endpoint = try RuntimeEndpoint(environment: environment)
        var client = RuntimeAPIClient(endpoint, wakeup, timeout: options.replyTimeout)
        let preparation = BackgroundWork(wakeup, prepare)
        _ = wakeup.wait(until: nil) { preparation.result != nil || wakeup.stopRequested }
        switch preparation.result {
        case nil: return 0
        case .failure(let error):
            let report = FailureReport(error)
            log.log(.fatal, "The function cannot start.", report.fields)
            try client.failInitialization(with: report)
            return failureStatus
        case .success(let function):
            var loop = RuntimeLoop(
                client: client,
                handler: function.handler,
                wakeup: wakeup,
                options: options,
                publishTrace: publish(trace:),
                log: log
            )
            try loop.run()
            let shutdown = BackgroundWork(wakeup) { await function.onShutdown() }
            _ = wakeup.wait(until: .now + options.shutdownGrace) { shutdown.result != nil }
            return 0
        }
    }

    /// Between two invocations no handler reads the environment, which may not be read while it is written.
    private static func publish(trace: String?) {
        if let trace { setenv("_X_AMZN_TRACE_ID", trace, 1) } else { unsetenv("_X_AMZN_TRACE_ID") }
    }
}
