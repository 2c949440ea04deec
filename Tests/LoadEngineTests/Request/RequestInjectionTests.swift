import HTTPWire
import LoadPlan
import Testing

@testable import LoadEngine

/// A plan may come from anywhere; what could change the shape of the message is refused before there is load.
@Suite struct RequestInjectionTests {
    private static func head(_ plan: TestPlan) throws -> [Substring] {
        let text = String(decoding: try plan.request.serialized(keepAlive: true), as: UTF8.self)
        return text.split(separator: "\r\n", omittingEmptySubsequences: false)
    }

    private static func header(_ name: String, _ value: String) -> RequestSpec.Header {
        RequestSpec.Header(name: name, value: value)
    }

    @Test(
        "a method, field name or value that leaves its place is refused",
        arguments: [
            ("GET / HTTP/1.1\r\nX: y\r\n\r\nGET", "A", "b"), ("GET\n", "A", "b"), ("GET\0", "A", "b"), ("", "A", "b"),
            ("GET", "A: b\r\nInjected", "c"), ("GET", "A\r\n", "c"), ("GET", "A\n", "c"), ("GET", "A\0", "c"),
            ("GET", "A ", "c"), ("GET", "", "c"), ("GET", "Host ", "c"), ("GET", "Ä", "c"),
            ("GET", "A", "b\r\nInjected: c"), ("GET", "A", "b\r"), ("GET", "A", "b\nInjected: c"),
            ("GET", "A", "b\0c"), ("GET", "A", "\u{7F}"), ("GET", "A", "b\r\n\r\nGET / HTTP/1.1"),
        ]
    )
    func injection(method: String, name: String, value: String) throws {
        let plan = try TestPlan.test("http://x.test/", method: method, headers: [Self.header(name, value)])
        let error = #expect(throws: EngineError.self) { try LoadEngine(plan: plan) }
        #expect(error?.code == .request)
        #expect(error?.message.utf8.allSatisfy { $0 >= 0x20 } == true)
    }

    @Test(
        "a second opinion about where the message ends, or whom it is for, is refused",
        arguments: [
            [("Content-Length", "5")], [("content-length", "-4")], [("Content-Length", "4, 4")],
            [("Content-Length", "+4")], [("Content-Length", "04")],
            [("Content-Length", "4"), ("CONTENT-LENGTH", "4")], [("Transfer-Encoding", "chunked")],
            [("transfer-encoding", "identity")], [("Content-Length", "4"), ("Transfer-Encoding", "chunked")],
            [("Host", "a"), ("Host", "a")], [("Host", "a"), ("hOST", "b")],
        ]
    )
    func framing(fields: [(String, String)]) throws {
        let headers = fields.map { Self.header($0, $1) }
        let plan = try TestPlan.test("http://x.test/", method: "POST", headers: headers, body: Array("body".utf8))
        let error = #expect(throws: EngineError.self) { try LoadEngine(plan: plan) }
        #expect(error?.code == .request)
    }

    /// As curl and wrk do.
    @Test("a given Host takes the place of the URL's", arguments: ["Host", "host", "HOST"])
    func host(name: String) throws {
        let lines = try Self.head(.test("http://x.test:81/", headers: [Self.header(name, "other.test")]))
        #expect(lines.filter { $0.lowercased().hasPrefix("host:") } == ["\(name): other.test"])
    }

    @Test("the user's Host goes to the user's target, and not to where that redirects")
    func hostAfterRedirect() throws {
        let plan = try TestPlan.test("http://x.test/", headers: [Self.header("Host", "other.test")])
        for (location, host) in [("http://y.test:82/", "y.test:82"), ("/next", "other.test")] {
            let url = try TargetURL(parsing: location, relativeTo: plan.request.url)
            let hop = try RedirectHop(from: plan.request, to: url, status: 302, keepAlive: true)
            let lines = String(decoding: hop.bytes, as: UTF8.self).split(separator: "\r\n")
            #expect(lines.filter { $0.lowercased().hasPrefix("host:") } == ["Host: \(host)"])
        }
    }

    @Test(
        "whatever a URL holds, it stays one line",
        arguments: [
            "/a\r\nInjected: b", "/a\nInjected: b", "/a b HTTP/1.1", "/a\0b", "/%0d%0aInjected:%20b", "/\u{2028}",
            "/a\tb",
            "/?q=\r\nInjected: b", "/?q=a b\0", "/\u{7F}", "/é?ü", "/\\..\\x", "/#\r\nInjected: b",
        ]
    )
    func url(path: String) throws {
        let lines = try Self.head(.test("http://x.test\(path)"))
        let requestLine = try #require(lines.first)
        #expect(requestLine.hasPrefix("GET /") && requestLine.hasSuffix(" HTTP/1.1"))
        #expect(requestLine.split(separator: " ").count == 3)
        #expect(requestLine.utf8.allSatisfy { $0 > 0x1F && $0 < 0x7F })
        #expect(lines.dropFirst().first == "Host: x.test")
        #expect(!lines.contains { $0.hasPrefix("Injected") })
    }
}
