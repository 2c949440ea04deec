import Testing

@testable import LambdaRuntime

/// The real client against a real server on loopback: how results are delivered.
@Suite(.timeLimit(.minutes(1))) struct DeliveryTests {
    private struct Broken: LambdaFailure {
        let errorType = "Broken"
        let errorMessage = "it is\nbroken"
    }

    @Test func `results and errors go where the API wants them, over one connection`() async throws {
        let server = try ScriptedServer { _ in .accepted }
        defer { server.stop() }
        try await onThread {
            var client = try RuntimeAPIClient(server.endpoint, Wakeup())
            try client.failInitialization(with: FailureReport(Broken()))
            try client.respond(to: "a-1", with: Array("{}".utf8))
            try client.fail("a-2", with: FailureReport(Broken()))
            try client.respond(to: "a-3", with: [])
        }
        let requests = server.requests
        #expect(
            requests.map(\.line) == [
                "POST /2018-06-01/runtime/init/error",
                "POST /2018-06-01/runtime/invocation/a-1/response",
                "POST /2018-06-01/runtime/invocation/a-2/error",
                "POST /2018-06-01/runtime/invocation/a-3/response",
            ]
        )
        let error = #"{"errorMessage":"it is\nbroken","errorType":"Broken","stackTrace":[]}"#
        #expect(requests.map(\.text) == [error, "{}", error, ""])
        #expect(
            requests.map { $0.header("Lambda-Runtime-Function-Error-Type") } == ["Broken", nil, "Broken", nil]
        )
        #expect(requests.map(\.connection) == [0, 0, 0, 0])
    }

    @Test func `a large response arrives as it was`() async throws {
        let body = (0..<6_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }
        let server = try ScriptedServer { _ in .accepted }
        defer { server.stop() }
        try await onThread {
            var client = try RuntimeAPIClient(server.endpoint, Wakeup())
            try client.respond(to: "a", with: body)
        }
        #expect(server.requests.map(\.body) == [body])
    }

    @Test(arguments: [
        (400, RuntimeFailure.Code.refused), (403, .refused), (413, .responseTooLarge), (500, .containerError),
    ])
    func `a refusal is told apart, and the connection kept`(status: Int, code: RuntimeFailure.Code) async throws {
        let refusal = #"{"errorType":"InvalidStateTransition"}"#
        let server = try ScriptedServer { request in
            request.text == "bad"
                ? .text("HTTP/1.1 \(status) No\r\nContent-Length: \(refusal.utf8.count)\r\n\r\n\(refusal)") : .accepted
        }
        defer { server.stop() }
        let failure: RuntimeFailure? = try await onThread {
            var client = try RuntimeAPIClient(server.endpoint, Wakeup())
            do throws(RuntimeFailure) {
                try client.respond(to: "a", with: Array("bad".utf8))
                return nil
            } catch {
                try client.respond(to: "b", with: Array("good".utf8))
                return error
            }
        }
        #expect(failure?.code == code)
        #expect(failure?.message.contains("InvalidStateTransition") == true)
        #expect(server.requests.map(\.connection) == [0, 0])
    }

    @Test(arguments: [true, false])
    func `a refusal that comes before the whole response was sent is heard`(isConnectionHeld: Bool) async throws {
        let refusal = Array("HTTP/1.1 413 No\r\nContent-Length: 0\r\n\r\n".utf8)
        let server = try ScriptedServer(refusal: (refusal, isConnectionHeld)) { _ in .silence }
        defer { server.stop() }
        let failure = await #expect(throws: RuntimeFailure.self) {
            try await onThread {
                var client = try RuntimeAPIClient(server.endpoint, Wakeup())
                try client.respond(to: "a", with: [UInt8](repeating: 0, count: 64_000_000))
            }
        }
        #expect(failure?.code == .responseTooLarge)
    }

    @Test func `no answer within the time allowed is a failure`() async throws {
        let server = try ScriptedServer { _ in .silence }
        defer { server.stop() }
        let failure = await #expect(throws: RuntimeFailure.self) {
            try await onThread {
                var client = try RuntimeAPIClient(server.endpoint, Wakeup(), timeout: .milliseconds(50))
                try client.respond(to: "a", with: [])
            }
        }
        #expect(failure?.code == .timedOut)
    }
}
