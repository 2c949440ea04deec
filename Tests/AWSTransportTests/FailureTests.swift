import AWSClient
import AWSTransport
import Testing

@Suite(.timeLimit(.minutes(1))) struct FailureTests {
    @Test(arguments: [
        "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
        "HTTP/1.1 200 OK\r\nContent-Le", "",
    ])
    func aReplyThatIsCutIsNoReply(text: String) async throws {
        try await RawServer.with([.sendAndClose(text)]) { server in
            let error = try await server.error()
            #expect(error?.code == .connectionClosed)
        }
    }

    @Test(arguments: ["", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc"])
    func aResetEndsARequest(text: String) async throws {
        try await RawServer.with([.sendAndReset(text)]) { server in
            let error = try await server.error()
            #expect(error?.code == .connectionClosed)
        }
    }

    @Test(arguments: ["SSH-2.0-OpenSSH_9.2\r\n\r\n", "HTTP/1.1 abc\r\n\r\n", "\u{0}\u{1}\u{2}\u{3}\r\n\r\n"])
    func garbageIsNoResponse(text: String) async throws {
        try await RawServer.with([.send(text)]) { server in
            let error = try await server.error()
            #expect(error?.code == .invalidResponse)
        }
    }

    /// The head alone does not stop the clock.
    @Test(arguments: ["", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc"])
    func aStalledReplyEndsWithItsTime(text: String) async throws {
        try await RawServer.with([text.isEmpty ? .stall : .send(text)]) { server in
            let error = try await server.error(timeout: .milliseconds(200))
            #expect(error?.code == .timeout)
            #expect(error?.message.contains("0.2 seconds") == true)
        }
    }

    @Test(arguments: [0, 1])
    func sixteenMebibytesAreReadAndNotAByteMore(excess: Int) async throws {
        let count = AsyncHTTPTransport.largestResponse + excess
        let act = RawServer.Act.sendBody(head: "HTTP/1.1 200 OK\r\nContent-Length: \(count)\r\n\r\n", count: count)
        try await RawServer.with([act]) { server in
            if excess == 0 {
                let response = try await server.get()
                #expect(response.body.count == count)
            } else {
                let error = try await server.error()
                #expect(error?.code == .invalidResponse)
                #expect(error?.message.contains("16777216") == true)
            }
        }
    }

    @Test func aBodyOfUnknownLengthIsLimitedToo() async throws {
        let act = RawServer.Act.sendBody(head: "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n", count: 2000)
        try await RawServer.with([act]) { server in
            let error = await #expect(throws: TransportError.self) { try await server.get(maxResponseBytes: 1999) }
            #expect(error?.code == .invalidResponse)
        }
    }

    @Test func aRefusedConnectionFailsAtOnce() async throws {
        let port = try await RawServer.with([]) { $0.port }
        let error = await #expect(throws: TransportError.self) { try await get("http://127.0.0.1:\(port)/") }
        #expect(error?.code == .connectFailed)
        #expect(error?.message.contains("refused") == true)
    }

    @Test func anUnknownNameIsToldByName() async throws {
        let error = await #expect(throws: TransportError.self) { try await get("http://no-such-host.invalid/") }
        #expect(error?.code == .connectFailed)
        #expect(error?.message.contains("no-such-host.invalid") == true)
    }

    @Test(arguments: ["", "localhost", "ftp://127.0.0.1/", "http+unix://%2Ftmp%2Fs/", "http:///x", "unix:///tmp/s"])
    func anotherSchemeIsRefused(url: String) async throws {
        let error = await #expect(throws: TransportError.self) { try await get(url) }
        #expect(error?.code == .refused)
    }

    @Test(arguments: [
        HTTPField("x-amz-security-token", "secret\r\nx: y"), HTTPField("x-\r\n", "secret"), HTTPField("x", "secret\0"),
    ])
    func aFieldThatWouldBreakOutIsRefusedAndNotRepeated(field: HTTPField) async throws {
        try await RawServer.with([]) { server in
            let request = TransportRequest(method: "GET", url: server.url, headers: [field])
            let error = await #expect(throws: TransportError.self) {
                try await withTransport { try await $0.send(request, timeout: .seconds(20)) }
            }
            #expect(error?.code == .refused && error?.message.contains("secret") == false)
            #expect(server.requests.isEmpty)
        }
    }

    private func get(_ url: String) async throws -> TransportResponse {
        try await withTransport { transport in
            try await transport.send(TransportRequest(method: "GET", url: url), timeout: .seconds(20))
        }
    }
}
