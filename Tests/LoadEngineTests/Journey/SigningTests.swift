import LoadEngine
import LoadPlan
import Measurement
import Synchronization
import Testing

/// Requests that are signed: what the signer is shown, and what becomes of a signature on the way.
struct SigningTests {
    private static let step = RequestStep(
        name: "signed",
        url: Template("/from?a=1"),
        authentication: .sigV4(.init(service: "execute-api", region: "eu-central-1")),
        maxRedirects: 3
    )

    /// Signs with what is to be signed, and counts.
    private final class Signer: Sendable {
        private let count = Mutex(0)
        func sign(_ request: SignableRequest) -> [(name: String, value: String)]? {
            let number = count.withLock { count in
                count += 1
                return count
            }
            return [
                ("x-amz-date", "\(number)"), ("x-amz-security-token", "token"),
                ("authorization", "\(request.method) \(request.path) \(request.query) \(request.body.count)"),
            ]
        }
    }

    private func run(_ server: ScriptedServer, _ step: RequestStep) async throws -> EngineRun {
        let signer = Signer()
        let plan = try TestPlan.journey("http://127.0.0.1:\(server.port)", [.request(step)], users: 1, iterations: 1)
        return try await EngineRun.of(try LoadEngine(plan: plan, signRequest: { signer.sign($0) }))
    }

    private func fields(_ request: ScriptedServer.Request, _ name: String) -> [String] {
        request.head.split(separator: "\r\n").filter { $0.lowercased().hasPrefix(name + ": ") }
            .map { String($0.dropFirst(name.count + 2)) }
    }

    @Test func aRedirectIsSignedForItsOwnPath() async throws {
        let server = try ScriptedServer { request in
            request.target.hasPrefix("/from")
                ? .text("HTTP/1.1 303 See Other\r\nLocation: /to?b=2\r\nContent-Length: 0\r\n\r\n") : .ok
        }
        defer { server.stop() }
        var step = Self.step
        step.method = "POST"
        step.body = Template("abc")
        let run = try await run(server, step)
        #expect(run.errors.isEmpty && run.counts.completed == 1)
        let requests = server.requests
        #expect(requests.map(\.target) == ["/from?a=1", "/to?b=2"])
        #expect(requests.flatMap { fields($0, "authorization") } == ["POST /from a=1 3", "GET /to b=2 0"])
        #expect(
            requests.flatMap { fields($0, "x-amz-date") } == ["1", "2"],
            "one of each, never that of the request before"
        )
        #expect(requests.flatMap { fields($0, "x-amz-security-token") } == ["token", "token"])
    }

    @Test func anotherHostSeesNoSignature() async throws {
        let other = try ScriptedServer { request in
            request.target == "/first"
                ? .text("HTTP/1.1 302 Found\r\nLocation: /second\r\nContent-Length: 0\r\n\r\n") : .ok
        }
        defer { other.stop() }
        let port = other.port
        let server = try ScriptedServer { _ in
            .text("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:\(port)/first\r\nContent-Length: 0\r\n\r\n")
        }
        defer { server.stop() }
        let run = try await run(server, Self.step)
        #expect(run.errors.isEmpty && run.counts.completed == 1)
        #expect(server.requests.flatMap { fields($0, "authorization") }.count == 1)
        #expect(other.requests.map(\.target) == ["/first", "/second"])
        for request in other.requests {
            #expect(fields(request, "authorization").isEmpty && fields(request, "x-amz-security-token").isEmpty)
        }
    }

    @Test func whatCannotBeSignedIsNotSent() async throws {
        let server = try ScriptedServer { _ in .ok }
        defer { server.stop() }
        let plan = try TestPlan.journey(
            "http://127.0.0.1:\(server.port)",
            [.request(Self.step)],
            users: 1,
            iterations: 1
        )
        let run = try await EngineRun.of(try LoadEngine(plan: plan, signRequest: { _ in nil }))
        #expect(run.errors == ["value_missing": 1] && run.counts.sent == 0)
        #expect(server.requests.isEmpty)
    }

    @Test(arguments: ["X-Amz-Date", "x-amz-security-token"])
    func aFieldThatTheSignatureWritesIsRefused(name: String) throws {
        var step = Self.step
        step.headers = [.init(name: name, value: Template("x"))]
        let plan = try TestPlan.journey("http://127.0.0.1:1", [.request(step)])
        let error = try #require(throws: EngineError.self) { try LoadEngine(plan: plan, signRequest: { _ in nil }) }
        #expect(error.message.contains("'\(name)'") && error.message.contains("leave it out"))
    }
}
