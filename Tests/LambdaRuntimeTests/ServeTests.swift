import Glibc
import Synchronization
import Testing

@testable import LambdaRuntime

/// The life of a function against a runtime API on loopback. Serial: the trace header is in the process's environment.
@Suite(.serialized, .timeLimit(.minutes(1))) struct ServeTests {
    private struct NoTable: LambdaFailure {
        let errorType = "MissingConfiguration"
        let errorMessage = "set TABLE"
    }

    private final class Closings: Sendable {
        let count = Atomic<Int>(0)
    }

    /// Hands out the given traces, one invocation each, then answers 500.
    private final class API: Sendable {
        let server: ScriptedServer
        init(traces: [String?]) throws {
            let left = Mutex(traces[...])
            server = try ScriptedServer { request in
                guard request.line.hasPrefix("GET") else { return .accepted }
                guard let trace = left.withLock({ $0.popFirst() }) else {
                    return .text("HTTP/1.1 500 Over\r\nContent-Length: 0\r\n\r\n")
                }
                return .text(
                    "HTTP/1.1 200 OK\r\nLambda-Runtime-Aws-Request-Id: a\r\nLambda-Runtime-Deadline-Ms: 9999999999999\r\n"
                        + (trace.map { "Lambda-Runtime-Trace-Id: \($0)\r\n" } ?? "") + "Content-Length: 0\r\n\r\n"
                )
            }
        }
        deinit { server.stop() }
    }

    private func serve(
        _ api: API,
        _ wakeup: Wakeup,
        options: RuntimeOptions = RuntimeOptions(shutdownGrace: .seconds(60)),
        prepare: @escaping @Sendable () async throws -> LambdaFunction
    ) async throws -> Int32 {
        try await onThread {
            try LambdaRuntime.serve(
                wakeup,
                environment: ["AWS_LAMBDA_RUNTIME_API": api.server.endpoint.authority],
                options: options,
                log: LogLines().log(),
                prepare: prepare
            )
        }
    }

    @Test func `a handler sees the trace of its own invocation in the environment`() async throws {
        let api = try API(traces: ["Root=1-a", nil])
        let failure = await #expect(throws: RuntimeFailure.self) {
            try await serve(api, Wakeup()) {
                LambdaFunction { _ in Array((getenv("_X_AMZN_TRACE_ID").map { String(cString: $0) } ?? "none").utf8) }
            }
        }
        #expect(failure?.code == .containerError)
        #expect(api.server.requests.filter { $0.line.hasPrefix("POST") }.map(\.text) == ["Root=1-a", "none"])
    }

    @Test func `a function that cannot start says why, and asks for nothing`() async throws {
        let api = try API(traces: ["Root=1-a"])
        let status = try await serve(api, Wakeup()) { throw NoTable() }
        #expect(status == 70)
        #expect(api.server.requests.map(\.line) == ["POST /2018-06-01/runtime/init/error"])
        #expect(
            api.server.requests.map(\.text) == [
                #"{"errorMessage":"set TABLE","errorType":"MissingConfiguration","stackTrace":[]}"#
            ]
        )
    }

    @Test func `at a request to stop it closes what it has and exits with 0`() async throws {
        let api = try API(traces: ["Root=1-a", "Root=1-b"])
        let wakeup = try Wakeup()
        let closings = Closings()
        let status = try await serve(api, wakeup) {
            LambdaFunction(onShutdown: { closings.count.add(1, ordering: .relaxed) }) { _ in
                wakeup.requestStop()
                return Array("closed \(closings.count.load(ordering: .relaxed)) times".utf8)
            }
        }
        #expect(status == 0)
        #expect(api.server.requests.map(\.text) == ["", "closed 0 times"])
        #expect(closings.count.load(ordering: .relaxed) == 1)
    }

    @Test func `a shutdown that takes too long is not waited for`() async throws {
        let wakeup = try Wakeup()
        wakeup.requestStop()
        let options = RuntimeOptions(shutdownGrace: .milliseconds(20))
        let status = try await serve(try API(traces: []), wakeup, options: options) {
            LambdaFunction(onShutdown: { try? await Task.sleep(for: .seconds(3600)) }) { _ in [] }
        }
        #expect(status == 0)
    }
}
