import Testing

@testable import LambdaRuntime

@Suite struct ResponseCollectorTests {
    @Test func `a body at the limit is taken, one byte more is not`() throws {
        let head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
        var collector = ResponseCollector(bodyLimit: 4)
        let response = try collector.take(Array("\(head)2\r\nab\r\n2\r\ncd\r\n0\r\n\r\n".utf8)[...])
        #expect(
            response
                == RuntimeResponse(status: 200, headers: ["transfer-encoding": "chunked"], body: [97, 98, 99, 100])
        )

        var refusing = ResponseCollector(bodyLimit: 4)
        let failure = #expect(throws: RuntimeFailure.self) {
            _ = try refusing.take(Array("\(head)2\r\nab\r\n3\r\ncde".utf8)[...])
        }
        #expect(failure?.code == .invalidResponse)
    }

    @Test func `of a name that comes twice the first counts`() throws {
        var collector = ResponseCollector()
        let response = try collector.take(Array("HTTP/1.1 204 OK\r\nX: 1\r\nx: 2\r\n\r\n".utf8)[...])
        #expect(response?.headers == ["x": "1"])
        #expect(response?.status == 204)
    }

    @Test func `an excerpt is one bounded line`() {
        let body = Array(("a\r\n\u{1b}b" + String(repeating: "c", count: 1000)).utf8)
        let excerpt = RuntimeResponse(body: body).excerpt
        #expect(excerpt == "a   b" + String(repeating: "c", count: 295))
    }
}
