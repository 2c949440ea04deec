import LoadPlan
import Measurement
import Testing

@testable import LoadEngine

/// A proxy that opens no tunnel is a named error, and no request was served.
@Suite struct TunnelRefusalTests {
    private static func plan(_ proxy: ScriptedServer, rate: Double = 20, _ credentials: String = "") throws -> TestPlan
    {
        try TestPlan.test("https://api.invalid:8443/orders", users: 2, rate: rate) {
            $0.proxy = try? ProxyExpression.parse("http://\(credentials)127.0.0.1:\(proxy.port)")
            $0.tls.verifiesCertificates = false
            $0.connectTimeoutSeconds = 0.3
        }
    }

    @Test(arguments: [
        (
            "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic\r\nContent-Length: 5\r\n\r\nno no",
            "proxy_authentication"
        ),
        ("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 3\r\n\r\nbad", "proxy_refused"),
        ("HTTP/1.0 403 Forbidden\r\n\r\n", "proxy_refused"),
        ("HTTP/1.1 302 Found\r\nLocation: https://elsewhere/\r\nContent-Length: 0\r\n\r\n", "proxy_refused"),
        ("220 mail.example ESMTP\r\n", "proxy_invalid"),
        ("HTTP/1.1 101 Switching Protocols\r\n\r\n", "proxy_invalid"),
        ("HTTP/1.1 200 OK\r\n\r\nand what nobody asked for", "proxy_invalid"),
        ("HTTP/1.1 200 OK\r\nBroken\r\n\r\n", "proxy_invalid"),
    ])
    func anAnswerThatOpensNothing(answer: String, label: String) async throws {
        let proxy = try ScriptedServer { _ in .text(answer) }
        defer { proxy.stop() }
        let run = try await EngineRun.of(Self.plan(proxy, "ada:x@"))
        #expect(run.errors == [label: 10])
        #expect(run.counts.sent == 10 && run.counts.completed == 0 && run.counts.failed == 10 && run.bytesSent == 0)
        // A connection that no tunnel came of took no time to be made.
        #expect(run.connect.count == 0 && run.serviceTime.count == 0)
        #expect(proxy.requests.count == 10 && proxy.connections == 10)
        for request in proxy.requests {
            #expect(request.head.hasPrefix("CONNECT api.invalid:8443 HTTP/1.1\r\nHost: api.invalid:8443\r\n"))
            #expect(request.head.contains("\r\nProxy-Authorization: Basic YWRhOng=\r\n"))
            #expect(!request.head.contains("orders"))
        }
    }

    @Test(arguments: [ScriptedServer.Answer.reset, .last([]), .last(Array("HTTP/1.1 20".utf8))])
    func aProxyThatHangsUp(answer: ScriptedServer.Answer) async throws {
        let proxy = try ScriptedServer { _ in answer }
        defer { proxy.stop() }
        let run = try await EngineRun.of(Self.plan(proxy))
        #expect(run.errors == ["proxy_closed": 10] && run.counts.completed == 0 && run.connect.count == 0)
    }

    @Test func aProxyThatSaysNothing() async throws {
        let proxy = try ScriptedServer { _ in .silence }
        defer { proxy.stop() }
        let run = try await EngineRun.of(Self.plan(proxy, rate: 4))
        #expect(run.errors == ["proxy_timeout": 2] && run.counts.completed == 0)
    }

    @Test func anAnswerInPiecesAfterAnInterimOneIsRead() async throws {
        let pieces = [
            "HTTP/1.1 103 Early Hints\r\nLink: x\r\n", "\r\nHTTP/1", ".1 407 Proxy Authentication", " Required\r\nA:",
            " b\r\n\r\n",
        ]
        let proxy = try ScriptedServer { _ in .pieces(pieces.map { Array($0.utf8) }) }
        defer { proxy.stop() }
        #expect(try await EngineRun.of(Self.plan(proxy)).errors == ["proxy_authentication": 10])
    }

    @Test func inTheClosedModelAVirtualUserPausesAfterARefusal() async throws {
        let proxy = try ScriptedServer { _ in .text("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n") }
        defer { proxy.stop() }
        let run = try await EngineRun.of(Self.plan(proxy, rate: 0))
        #expect(Set(run.errors.keys) == ["proxy_refused"])
        // Two virtual users, a pause of 100 ms each time, half a second.
        #expect(run.counts.sent >= 2 && run.counts.sent <= 2 * 6)
    }

    /// The other side of a tunnel that turns out to be no TLS server is the target's fault.
    @Test func whatComesOfATunnelIsTheTargets() async throws {
        let proxy = try ScriptedServer { request in
            request.head.hasPrefix("CONNECT ") ? .text("HTTP/1.1 200 Connection established\r\n\r\n") : .silence
        }
        defer { proxy.stop() }
        let run = try await EngineRun.of(Self.plan(proxy, rate: 4))
        #expect(run.errors == ["connect_timeout": 2])
        #expect(run.connect.count == 2)
    }
}
