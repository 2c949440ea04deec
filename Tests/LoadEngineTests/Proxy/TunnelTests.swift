import LoadPlan
import Measurement
import Testing

@testable import LoadEngine

/// TLS with a target that only the proxy reaches.
@Suite struct TunnelTests {
    private static let certificate = Result { try TestCertificate("api.invalid", for: "api.invalid") }

    private static func server(delay: UInt32 = 0, plainAnswer: String = "") throws -> (TLSTestServer, DataFile) {
        let certificate = try certificate.get()
        let server = try TLSTestServer(certificate, delay: delay, plainAnswer: plainAnswer)
        return (server, try DataFile(certificate.pem))
    }

    private static func through(_ server: TLSTestServer, _ trust: DataFile) -> (inout ClientOptions) -> Void {
        {
            $0.proxy = try? ProxyExpression.parse("http://ada:x@127.0.0.1:\(server.port)")
            $0.tls.caFile = trust.path
        }
    }

    @Test func theTargetsCertificateIsCheckedAndTheTunnelKept() async throws {
        let (server, trust) = try Self.server()
        defer { server.stop() }
        let plan = try TestPlan.test(
            "https://api.invalid/orders?a=b",
            users: 1,
            rate: 40,
            change: Self.through(server, trust)
        )
        let run = try await EngineRun.of(plan)
        #expect(run.statusCodes == [200: 20] && run.errors.isEmpty && run.connect.count == 1)
        let events = server.events
        #expect(events.tunnels.count == 1 && events.requests.count == 20 && events.plain.isEmpty)
        #expect(
            events.tunnels.first?.hasPrefix("CONNECT api.invalid:443 HTTP/1.1\r\nHost: api.invalid:443\r\n") == true
        )
        #expect(events.tunnels.first?.contains("Proxy-Authorization: Basic YWRhOng=\r\n") == true)
        for head in events.requests {
            #expect(head.hasPrefix("GET /orders?a=b HTTP/1.1\r\nHost: api.invalid\r\n"))
            // What is for the proxy does not reach the target.
            #expect(!head.lowercased().contains("proxy-"))
        }
    }

    @Test func anotherNameIsNotTrusted() async throws {
        let (server, trust) = try Self.server()
        defer { server.stop() }
        let plan = try TestPlan.test("https://other.invalid/", rate: 20, change: Self.through(server, trust))
        let run = try await EngineRun.of(plan)
        #expect(run.errors == ["tls_certificate": 10])
    }

    @Test func theTimeOfATunnelIsInConnectAlone() async throws {
        let (server, trust) = try Self.server(delay: 300)
        defer { server.stop() }
        let plan = try TestPlan.test("https://api.invalid/", users: 1, rate: 10, seconds: 1) {
            Self.through(server, trust)(&$0)
        }
        let run = try await EngineRun.of(plan)
        #expect(run.counts.completed == 10 && run.connect.count == 1 && server.events.tunnels.count == 1)
        // Recorded in microseconds, with three digits.
        #expect(run.connect.min >= 299_000)
        #expect(run.serviceTime.max < 299_000 && run.responseTime.max >= 299_000)
    }

    @Test func withoutKeepAliveEachRequestHasATunnel() async throws {
        let (server, trust) = try Self.server()
        defer { server.stop() }
        let plan = try TestPlan.test("https://api.invalid/", rate: 20) {
            Self.through(server, trust)(&$0)
            $0.keepAlive = false
        }
        let run = try await EngineRun.of(plan)
        #expect(run.statusCodes == [200: 10] && run.connect.count == 10 && server.events.tunnels.count == 10)
    }

    @Test(arguments: ["GET", "HEAD"]) func aRedirectLeadsIntoATunnel(method: String) async throws {
        let answer = "HTTP/1.1 301 Moved\r\nLocation: https://api.invalid/next\r\nContent-Length: 0\r\n\r\n"
        let (server, trust) = try Self.server(plainAnswer: answer)
        defer { server.stop() }
        let plan = try TestPlan.test("http://api.invalid/", method: method, rate: 20) {
            Self.through(server, trust)(&$0)
            $0.maxRedirects = 1
        }
        let run = try await EngineRun.of(plan)
        #expect(run.statusCodes == [200: 10] && run.errors.isEmpty)
        let events = server.events
        #expect(events.plain.count == 10 && events.requests.count == 10)
        #expect(events.plain.allSatisfy { $0.hasPrefix("\(method) http://api.invalid/ HTTP/1.1\r\n") })
        #expect(events.plain.allSatisfy { $0.contains("Proxy-Authorization: ") })
        #expect(events.requests.allSatisfy { $0.hasPrefix("\(method) /next HTTP/1.1\r\n") })
        #expect(events.requests.allSatisfy { !$0.contains("Proxy-Authorization") })
    }

    @Test func journeysGoToSeveralHostsByOneProxy() async throws {
        let answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
        let (server, trust) = try Self.server(plainAnswer: answer)
        defer { server.stop() }
        var plan = try TestPlan.journey(
            "https://api.invalid/",
            [.get("/one"), .get("http://plain.invalid/two"), .get("/three")],
            users: 2,
            iterations: 6
        )
        Self.through(server, trust)(&plan.client)
        let run = try await EngineRun.of(plan)
        #expect(run.counts.completed == 18 && run.errors.isEmpty && run.addsUp)
        let events = server.events
        #expect(events.tunnels.count == 2 && events.requests.count == 12 && events.plain.count == 6)
        #expect(events.plain.allSatisfy { $0.hasPrefix("GET http://plain.invalid/two HTTP/1.1\r\n") })
    }
}
