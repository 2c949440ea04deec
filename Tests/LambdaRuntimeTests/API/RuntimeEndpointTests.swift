import Testing

@testable import LambdaRuntime

@Suite struct RuntimeEndpointTests {
    @Test(arguments: [
        ("127.0.0.1:9001", "127.0.0.1", UInt16(9001)), ("169.254.100.1:9001", "169.254.100.1", 9001),
        ("[::1]:80", "::1", 80), ("localhost:65535", "127.0.0.1", 65535),
    ])
    func `reads address and port`(text: String, address: String, port: UInt16) throws {
        let endpoint = try #require(RuntimeEndpoint(text))
        #expect(endpoint.address == SocketAddress(address, port: port))
        #expect(endpoint.authority == text)
    }

    @Test(arguments: [
        "", ":", "127.0.0.1", ":9001", "127.0.0.1:", "127.0.0.1:0", "127.0.0.1:65536", "127.0.0.1:+1", "::1:9001",
        "http://127.0.0.1:9001", "a b:1", "a\r\nb:1", "[]:1", "127.0.0.1:9001/", "example.com:80",
        "[127.0.0.1]:80",
    ])
    func `refuses what is none`(text: String) {
        #expect(RuntimeEndpoint(text) == nil)
        #expect(throws: RuntimeFailure.self) { try RuntimeEndpoint(environment: ["AWS_LAMBDA_RUNTIME_API": text]) }
    }

    @Test func `outside of Lambda it says so`() {
        let failure = #expect(throws: RuntimeFailure.self) { try RuntimeEndpoint(environment: [:]) }
        #expect(failure?.code == .noEndpoint)
    }
}
