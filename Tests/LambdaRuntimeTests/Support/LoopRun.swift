import Synchronization
import Testing

@testable import LambdaRuntime

/// What a loop did with a script.
struct LoopRun: Sendable {
    var events: [ScriptedClient.Event]
    var traces: [String?]
    var log: [String]
    var failure: RuntimeFailure?

    /// Runs a loop through `script`, to its end or to a request to stop.
    /// - Parameter now: what the wall clock reads all the time.
    init(
        _ script: [ScriptedClient.Step],
        refusals: [String: RuntimeFailure] = [:],
        wakeup: Wakeup? = nil,
        options: RuntimeOptions = RuntimeOptions(retryDelays: [.zero, .zero]),
        now: Int64 = 0,
        handler: @escaping LambdaHandler = { $0.payload }
    ) async throws {
        let client = ScriptedClient(script, refusals: refusals)
        let traces = Traces()
        let lines = LogLines()
        let wakeup = try wakeup ?? Wakeup()
        failure = try await onThread {
            var loop = RuntimeLoop(
                client: client,
                handler: handler,
                wakeup: wakeup,
                options: options,
                now: { now },
                publishTrace: { trace in traces.all.withLock { $0.append(trace) } },
                log: lines.log()
            )
            do throws(RuntimeFailure) {
                try loop.run()
                return nil
            } catch {
                return error
            }
        }
        events = client.events
        self.traces = traces.all.withLock { $0 }
        log = lines.messages
        #expect(client.violations.isEmpty)
    }

    private final class Traces: Sendable {
        let all = Mutex<[String?]>([])
    }
}

extension ScriptedClient.Step {
    /// An invocation whose deadline is a minute after the epoch.
    static func event(_ id: String, _ payload: String = "", trace: String? = nil, deadline: Int64 = 60_000) -> Self {
        .invocation(Invocation(requestId: id, deadline: deadline, traceId: trace, payload: Array(payload.utf8)))
    }

    static func lost(_ code: RuntimeFailure.Code = .connectionLost) -> Self {
        .failure(RuntimeFailure(code, "lost by the script"))
    }
}
