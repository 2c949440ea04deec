import AWSClient
import AWSTransport
import NIOSSL
import Testing

@Suite(.timeLimit(.minutes(1)), .enabled(if: TestCertificate.isAvailable, "the openssl command is not installed"))
struct TrustTests {
    private static let answer = RawServer.Act.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")

    @Test(arguments: [
        ["AWS_CA_BUNDLE": "right"], ["SSL_CERT_FILE": "right"], ["SSL_CERT_FILE": "right", "AWS_CA_BUNDLE": ""],
        ["AWS_CA_BUNDLE": "right", "SSL_CERT_FILE": "other"],
    ])
    func certificatesThatAVariableNamesAreTrusted(variables: [String: String]) async throws {
        try await exchange(variables) { response in
            let body = try response.get().body
            #expect(body == Array("ok".utf8))
        }
    }

    @Test(arguments: [[:], ["SSL_CERT_FILE": "other"], ["AWS_CA_BUNDLE": "other", "SSL_CERT_FILE": "right"]])
    func othersAreNot(variables: [String: String]) async throws {
        try await exchange(variables) { response in
            let error = #expect(throws: TransportError.self) { try response.get() }
            #expect(error?.code == .connectFailed && error?.message.contains("TLS") == true)
        }
    }

    @Test func theNameIsCheckedToo() async throws {
        try await exchange(["SSL_CERT_FILE": "right"], host: "127.0.0.1") { response in
            let error = #expect(throws: TransportError.self) { try response.get() }
            #expect(error?.code == .connectFailed)
        }
    }

    @Test(arguments: ["AWS_CA_BUNDLE", "SSL_CERT_FILE", "SSL_CERT_DIR"])
    func certificatesThatAreMissingAreNamed(variable: String) {
        let error = #expect(throws: TransportError.self) {
            try AsyncHTTPTransport(environment: [variable: "/no/such/file"])
        }
        #expect(error?.code == .refused)
        #expect(error?.message.contains("\(variable) names /no/such/file") == true)
    }

    /// One request by TLS to a server with a certificate `right`; there is another, `other`.
    private func exchange(
        _ variables: [String: String],
        host: String = "localhost",
        check: (Result<TransportResponse, any Error>) throws -> Void
    ) async throws {
        try await TestCertificate.with { right in
            try await TestCertificate.with { other in
                let paths = ["right": right.certificate, "other": other.certificate]
                let environment = variables.mapValues { paths[$0] ?? $0 }
                try await RawServer.with([Self.answer], tls: right.serverContext()) { server in
                    try await withTransport(environment: environment) { transport in
                        let request = TransportRequest(method: "GET", url: "https://\(host):\(server.port)/")
                        let response: Result<TransportResponse, any Error>
                        do {
                            response = .success(try await transport.send(request, timeout: .seconds(20)))
                        } catch {
                            response = .failure(error)
                        }
                        try check(response)
                    }
                }
            }
        }
    }
}
