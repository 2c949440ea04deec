import LoadPlan
import Measurement
import Testing

@testable import LoadEngine

@Suite struct RedirectAndAddressTests {
    private static func redirect(_ status: Int, to location: String) -> ScriptedServer.Answer {
        .text("HTTP/1.1 \(status) Moved\r\nLocation: \(location)\r\nContent-Length: 0\r\n\r\n")
    }

    @Test func redirectsAreTheResultUnlessTheyAreToBeFollowed() async throws {
        let server = try ScriptedServer { $0.target == "/" ? Self.redirect(302, to: "/next?x=1") : .ok }
        defer { server.stop() }
        let url = "http://127.0.0.1:\(server.port)/"
        #expect(try await EngineRun.of(.test(url, rate: 20)).statusCodes == [302: 10])
        let followed = try await EngineRun.of(.test(url, rate: 20) { $0.maxRedirects = 3 })
        #expect(followed.statusCodes == [200: 10] && followed.counts.sent == 10)
        #expect(server.requests.filter { $0.target == "/next?x=1" }.count == 10)
    }

    @Test func anotherHostSeesNoCredentialsAndAPostBecomesAGet() async throws {
        let other = try ScriptedServer { _ in .ok }
        let server = try ScriptedServer { [port = other.port] _ in
            Self.redirect(302, to: "http://127.0.0.1:\(port)/there")
        }
        defer { server.stop(); other.stop() }
        let run = try await EngineRun.of(
            .test(
                "http://127.0.0.1:\(server.port)/",
                method: "POST",
                rate: 20,
                headers: [.init(name: "Authorization", value: "secret"), .init(name: "X-Kept", value: "1")],
                body: [1, 2, 3]
            ) { $0.maxRedirects = 1 }
        )
        #expect(run.statusCodes == [200: 10] && run.errors.isEmpty)
        #expect(other.requests.count == 10)
        #expect(
            other.requests.allSatisfy { request in
                request.head.hasPrefix("GET /there ") && !request.head.contains("secret")
                    && request.head.contains("X-Kept: 1")
            }
        )
    }

    @Test func aRedirectLoopEndsAsANamedError() async throws {
        let server = try ScriptedServer { _ in Self.redirect(301, to: "/") }
        defer { server.stop() }
        let run = try await EngineRun.of(
            .test("http://127.0.0.1:\(server.port)/", rate: 20) { $0.maxRedirects = 4 }
        )
        #expect(run.errors == ["too_many_redirects": 10] && run.counts.completed == 0)
        #expect(server.requests.count == 50)
    }

    @Test(arguments: ["ftp://127.0.0.1/", "http://[::1"]) func aRedirectToNowhereIsCounted(location: String)
        async throws
    {
        let server = try ScriptedServer { _ in Self.redirect(301, to: location) }
        defer { server.stop() }
        let run = try await EngineRun.of(
            .test("http://127.0.0.1:\(server.port)/", rate: 20) { $0.maxRedirects = 4 }
        )
        #expect(run.errors == ["invalid_redirect": 10])
    }

    @Test func aNamesAddressesAreUsedInTurn() async throws {
        let first = try ScriptedServer { _ in .ok }
        let second = try ScriptedServer(address: "127.0.0.2", port: first.port) { _ in .ok }
        defer { first.stop(); second.stop() }
        let run = try await EngineRun.of(
            .test("http://two.test:\(first.port)/", rate: 40) { client in
                client.keepAlive = false
                client.resolveOverrides = ["127.0.0.1", "127.0.0.2"].map {
                    ResolveOverride(host: "two.test", port: first.port, address: $0)
                }
            }
        )
        #expect(run.counts.completed == 20)
        #expect(first.requests.count == 10 && second.requests.count == 10)
        #expect(first.requests.allSatisfy { $0.head.contains("two.test:\(first.port)") })
    }

    @Test func anAddressThatTakesNoConnectionIsNotedAndTheOthersServe() async throws {
        let server = try ScriptedServer { _ in .ok }
        defer { server.stop() }
        let run = try await EngineRun.of(
            .test("http://two.test:\(server.port)/", rate: 40) { client in
                client.resolveOverrides = ["127.0.0.9", "127.0.0.1"].map {
                    ResolveOverride(host: "two.test", port: server.port, address: $0)
                }
            }
        )
        #expect(run.counts.completed == 20 && run.errors.isEmpty)
        #expect(run.health.notes.contains { $0.contains("127.0.0.9") })
    }

    @Test func aNameThatDoesNotResolveIsCounted() async throws {
        let run = try await EngineRun.of(.test("http://nope.invalid/", rate: 20))
        #expect(run.errors == ["dns": 10] && run.counts.sent == 10)
    }

    @Test func anOverrideThatIsNoAddressIsRefused() throws {
        let plan = try TestPlan.test("http://two.test/") {
            $0.resolveOverrides = [ResolveOverride(host: "two.test", port: 80, address: "elsewhere")]
        }
        #expect(throws: EngineError.self) { try LoadEngine(plan: plan) }
    }
}
