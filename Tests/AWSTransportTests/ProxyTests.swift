import AWSClient
import Testing

@testable import AWSTransport

@Suite(.timeLimit(.minutes(1))) struct ProxyTests {
    @Test func requestsByTLSGoThroughTheProxy() async throws {
        try await RawServer.with([.send("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n")]) { proxy in
            let environment = ["HTTPS_PROXY": "http://me:p%40ss@127.0.0.1:\(proxy.port)"]
            let error = await #expect(throws: TransportError.self) {
                try await withTransport(environment: environment) { transport in
                    let request = TransportRequest(method: "POST", url: "https://sqs.eu-central-1.amazonaws.com/")
                    return try await transport.send(request, timeout: .seconds(20))
                }
            }
            #expect(error?.code == .connectFailed && error?.message.contains("HTTPS_PROXY") == true)
            let asked = try #require(proxy.requests.first)
            #expect(asked.hasPrefix("CONNECT sqs.eu-central-1.amazonaws.com:443 HTTP/1.1\r\n"))
            // me:p@ss
            #expect(asked.lowercased().contains("\r\nproxy-authorization: basic bwu6cebzcw==\r\n"))
        }
    }

    @Test func requestsWithoutTLSDoNot() async throws {
        try await RawServer.with([.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")]) { server in
            let status = try await withTransport(environment: ["HTTPS_PROXY": "http://127.0.0.1:9"]) { transport in
                try await transport.send(TransportRequest(method: "GET", url: server.url), timeout: .seconds(20)).status
            }
            #expect(status == 200)
        }
    }

    @Test(arguments: [
        ("sqs.eu-central-1.amazonaws.com", "", true), ("SQS.EU-CENTRAL-1.AMAZONAWS.COM", "amazonaws.com", false),
        ("sqs.eu-central-1.amazonaws.com", ".amazonaws.com", false), ("a.example", "*.example", false),
        ("sqs.amazonaws.com", "x.com, amazonaws.com:443", false), ("a.example", "*", false),
        ("notexample", "example", true),
        ("example.com", "a.example.com", true), ("::2", "::2", false), ("169.254.170.2", "", false),
        ("169.254.169.254", "", false), ("localhost", "", false), ("127.0.0.2", "", false), ("::1", "", false),
        ("fd00:ec2::23", "", false),
    ])
    func someHostsAreReachedStraight(host: String, exceptions: String, isCovered: Bool) throws {
        let environment = ["https_proxy": "proxy.example:3128", "NO_PROXY": exceptions]
        let rule = try #require(try ProxyRule(environment: environment))
        #expect(rule.host == "proxy.example" && rule.port == 3128)
        #expect(rule.covers(host: host) == isCovered)
    }

    @Test(arguments: ["https://proxy.example", "socks5://proxy.example", "http://", "://"])
    func whatIsNoProxyIsNamed(text: String) {
        let error = #expect(throws: TransportError.self) { try ProxyRule(environment: ["HTTPS_PROXY": text]) }
        #expect(error?.code == .refused && error?.message.contains("HTTPS_PROXY") == true)
    }

    @Test func withoutTheVariableThereIsNone() throws {
        let rule = try ProxyRule(environment: ["HTTPS_PROXY": "", "NO_PROXY": "x"])
        #expect(rule == nil)
    }
}
