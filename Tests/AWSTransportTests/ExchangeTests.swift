import AWSClient
import AWSTransport
import Testing

@Suite(.timeLimit(.minutes(1))) struct ExchangeTests {
    @Test func requestAndResponseArriveAsTheyAre() async throws {
        let answer =
            "HTTP/1.1 400 Bad Request\r\nX-Amzn-RequestId: r\r\nX-A: 1\r\nx-a: 2\r\nContent-Length: 2\r\n\r\n{}"
        try await RawServer.with([.send(answer)]) { server in
            let response = try await withTransport { transport in
                let request = TransportRequest(
                    method: "POST",
                    url: server.url + "/a%2Fb//c/../%C3%BC?q=%20&b=2&a",
                    headers: [HTTPField("host", "sqs.example"), HTTPField("X-Amz-Target", "T"), HTTPField("x-b", "1")],
                    body: Array("hello".utf8)
                )
                return try await transport.send(request, timeout: .seconds(20))
            }
            #expect(response.status == 400 && response.body == Array("{}".utf8))
            #expect(response.header("x-amzn-requestid") == "r")
            #expect(response.headers.filter { $0.name.lowercased() == "x-a" }.map(\.value) == ["1", "2"])

            let sent = try #require(server.requests.first)
            #expect(sent.hasPrefix("POST /a%2Fb//c/../%C3%BC?q=%20&b=2&a HTTP/1.1\r\n"))
            #expect(sent.contains("\r\nhost: sqs.example\r\nX-Amz-Target: T\r\nx-b: 1\r\n"))
            #expect(sent.lowercased().contains("\r\ncontent-length: 5\r\n") && sent.hasSuffix("\r\n\r\nhello"))
            #expect(!sent.lowercased().contains("accept-encoding") && !sent.contains("127.0.0.1"))
        }
    }

    @Test func aChunkedBodyAndOneThatEndsWithTheConnectionArriveWhole() async throws {
        let chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"
        let closed = "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nabcde"
        for act in [RawServer.Act.send(chunked), .sendAndClose(closed)] {
            try await RawServer.with([act]) { server in
                let response = try await server.get()
                #expect(response.body == Array("abcde".utf8))
            }
        }
    }

    @Test func aRedirectIsAnAnswerLikeAnother() async throws {
        let answer = "HTTP/1.1 307 Temporary Redirect\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n"
        try await RawServer.with([.send(answer), .stall]) { server in
            let response = try await server.get()
            #expect(response.status == 307)
            #expect(server.requests.count == 1)
        }
    }

    @Test func aCompressedBodyStaysCompressed() async throws {
        let answer = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nnogz"
        try await RawServer.with([.send(answer)]) { server in
            let response = try await server.get()
            #expect(response.body == Array("nogz".utf8) && response.header("content-encoding") == "gzip")
        }
    }

    @Test func aConnectionServesRequestAfterRequest() async throws {
        let answer = RawServer.Act.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
        try await RawServer.with(Array(repeating: answer, count: 5)) { server in
            try await withTransport { transport in
                for _ in 0..<5 {
                    _ = try await transport.send(
                        TransportRequest(method: "GET", url: server.url),
                        timeout: .seconds(20)
                    )
                }
            }
            #expect(server.connections == 1 && server.requests.count == 5)
        }
    }

    @Test func noMoreConnectionsAreOpenedThanAllowed() async throws {
        let answer = RawServer.Act.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
        try await RawServer.with(Array(repeating: answer, count: 40)) { server in
            let url = server.url
            try await withTransport(maxConnectionsPerHost: 2) { transport in
                try await withThrowingTaskGroup(of: Int.self) { group in
                    for _ in 0..<40 {
                        group.addTask {
                            let request = TransportRequest(method: "GET", url: url)
                            return try await transport.send(request, timeout: .seconds(20)).status
                        }
                    }
                    for try await status in group { #expect(status == 200) }
                }
            }
            #expect((1...2).contains(server.mostOpen))
        }
    }
}
