import Glibc
import Testing

@testable import LambdaRuntime

/// The real client against a real server on loopback: when a connection is kept, renewed, given up.
@Suite(.timeLimit(.minutes(1))) struct ConnectionLifeTests {
    private static let invocation =
        "Lambda-Runtime-Aws-Request-Id: a\r\nLambda-Runtime-Deadline-Ms: 7\r\nContent-Length: 0\r\n"

    /// Asks three times.
    private func connections(_ answer: ScriptedServer.Answer) async throws -> [Int] {
        let server = try ScriptedServer { _ in answer }
        defer { server.stop() }
        try await onThread {
            var client = try RuntimeAPIClient(server.endpoint, Wakeup())
            for _ in 0..<3 { _ = try client.next() }
        }
        return server.requests.map(\.connection)
    }

    @Test func `one connection carries all requests`() async throws {
        #expect(try await connections(.text("HTTP/1.1 200 OK\r\n\(Self.invocation)\r\n")) == [0, 0, 0])
    }

    @Test func `a connection that the API says it closes is not used again`() async throws {
        let answer = "HTTP/1.1 200 OK\r\nConnection: close\r\n\(Self.invocation)\r\n"
        #expect(try await connections(.text(answer)) == [0, 1, 2])
    }

    @Test func `a kept connection that the API closed without a word is replaced`() async throws {
        let answer = Array("HTTP/1.1 200 OK\r\n\(Self.invocation)\r\n".utf8)
        #expect(try await connections(.last(answer)) == [0, 1, 2])
    }

    @Test func `a connection on which more came than was asked for is not used again`() async throws {
        let whole = "HTTP/1.1 200 OK\r\n\(Self.invocation)\r\n"
        #expect(try await connections(.text(whole + whole)) == [0, 1, 2])
    }

    @Test func `where nobody listens there is no connection`() async throws {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(listener) }
        // Bound but not listening: nobody else gets the port meanwhile.
        let endpoint = try #require(RuntimeEndpoint("127.0.0.1:\(bindToLoopback(listener))"))
        let failure = await #expect(throws: RuntimeFailure.self) {
            try await onThread {
                var client = try RuntimeAPIClient(endpoint, Wakeup())
                _ = try client.next()
            }
        }
        #expect(failure?.code == .connectFailed)
        #expect(failure?.message.contains("Connection refused") == true)
    }

    @Test func `a request to stop ends the wait for an invocation`() async throws {
        let wakeup = try Wakeup()
        let server = try ScriptedServer { _ in
            wakeup.requestStop()
            return .silence
        }
        defer { server.stop() }
        let invocation = try await onThread {
            var client = RuntimeAPIClient(server.endpoint, wakeup)
            return try client.next()
        }
        #expect(invocation == nil)
    }

    @Test func `a request to stop does not keep a result from being delivered`() async throws {
        let wakeup = try Wakeup()
        wakeup.requestStop()
        let server = try ScriptedServer { _ in .accepted }
        defer { server.stop() }
        try await onThread {
            var client = RuntimeAPIClient(server.endpoint, wakeup)
            try client.respond(to: "a", with: [])
        }
        #expect(server.requests.count == 1)
    }
}
