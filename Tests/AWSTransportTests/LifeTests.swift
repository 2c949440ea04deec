import AWSClient
import AWSTransport
import Testing

@Suite(.timeLimit(.minutes(1))) struct LifeTests {
    @Test(arguments: ["", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc"])
    func cancellationEndsARequest(text: String) async throws {
        try await RawServer.with([text.isEmpty ? .stall : .send(text)]) { server in
            let url = server.url
            try await withTransport { transport in
                let task = Task {
                    try await transport.send(TransportRequest(method: "GET", url: url), timeout: .seconds(50))
                }
                while server.requests.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
                task.cancel()
                await #expect(throws: CancellationError.self) { try await task.value }
            }
        }
    }

    @Test func aTaskThatIsAlreadyCancelledSendsNothing() async throws {
        try await RawServer.with([]) { server in
            let url = server.url
            try await withTransport { transport in
                let task = Task {
                    withUnsafeCurrentTask { $0?.cancel() }
                    return try await transport.send(TransportRequest(method: "GET", url: url), timeout: .seconds(50))
                }
                await #expect(throws: CancellationError.self) { try await task.value }
            }
            #expect(server.requests.isEmpty)
        }
    }

    @Test func afterShutdownRequestsAreRefused() async throws {
        let transport = try AsyncHTTPTransport(environment: [:])
        await transport.shutdown()
        await transport.shutdown()
        let error = await #expect(throws: TransportError.self) {
            try await transport.send(TransportRequest(method: "GET", url: "http://127.0.0.1:9/"), timeout: .seconds(9))
        }
        #expect(error?.code == .refused)
    }

    @Test func shutdownEndsARequestUnderWay() async throws {
        try await RawServer.with([.stall]) { server in
            let url = server.url
            let transport = try AsyncHTTPTransport(environment: [:])
            let task = Task {
                try await transport.send(TransportRequest(method: "GET", url: url), timeout: .seconds(50))
            }
            while server.requests.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
            await transport.shutdown()
            let error = await #expect(throws: TransportError.self) { try await task.value }
            #expect(error?.code == .connectionClosed)
        }
    }

    @Test func aTransportThatIsForgottenShutsItselfDown() async throws {
        let answer = RawServer.Act.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
        try await RawServer.with([answer]) { server in
            func use() async throws {
                let transport = try AsyncHTTPTransport(environment: [:])
                _ = try await transport.send(TransportRequest(method: "GET", url: server.url), timeout: .seconds(20))
            }
            try await use()
            while server.open > 0 { try await Task.sleep(for: .milliseconds(5)) }
        }
    }
}
