import Testing

@testable import HTTPWire

@Suite struct HeadMemoTests {
    private static let responses = [
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nConnection: close\r\n\r\nabc",
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n2;a=b\r\nhi\r\n0\r\n\r\n",
        "HTTP/1.1 204 No Content\r\n\r\n",
        "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n",
        "HTTP/1.1 200 OK\r\nX: \(String(repeating: "y", count: 2000))\r\nContent-Length: 1\r\n\r\nz",
    ]

    /// What a parser made of a response given in pieces, with or without the memo.
    private struct Outcome: Equatable {
        var event: ResponseParser.Event?
        var status: UInt16
        var keepsAlive: Bool
        var bodyLength: UInt64
        var consumed: Int
    }

    private func feed(
        _ parser: inout ResponseParser,
        _ bytes: [UInt8],
        cut: Int,
        _ step: (inout ResponseParser, UnsafeRawBufferPointer) -> ResponseParser.Step
    ) -> Outcome {
        var start = 0
        var last: ResponseParser.Event?
        for end in [cut, bytes.count] {
            while start <= end {
                let result = bytes[start..<end].withUnsafeBytes { step(&parser, $0) }
                start += result.consumed
                last = result.event
                if result.event == .needsMore || result.event == .complete { break }
                if case .failed = result.event { break }
            }
        }
        return Outcome(
            event: last,
            status: parser.status,
            keepsAlive: parser.keepsAlive,
            bodyLength: parser.bodyLength,
            consumed: start
        )
    }

    @Test func aRememberedHeadChangesNothing() {
        var memo = HeadMemo()
        var random = SystemRandomNumberGenerator()
        var plain = ResponseParser()
        var helped = ResponseParser()
        for _ in 0..<3000 {
            // Runs of equal responses, so that the memo is used and replaced.
            let bytes = Array((Self.responses.randomElement(using: &random) ?? "").utf8)
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                let cut = Bool.random() ? bytes.count : Int.random(in: 0...bytes.count, using: &random)
                plain.reset()
                helped.reset()
                let expected = feed(&plain, bytes, cut: cut) { $0.parse($1) }
                let found = feed(&helped, bytes, cut: cut) { $0.parse($1, memo: &memo) }
                #expect(found == expected)
            }
        }
    }

    @Test func theHeadOfAHeadRequestIsNotTakenForThatOfAGet() {
        var memo = HeadMemo()
        let bytes = Array("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n".utf8)
        var head = ResponseParser(options: .headRequest)
        #expect(bytes.withUnsafeBytes { head.parse($0, memo: &memo).event } == .complete)
        var get = ResponseParser()
        #expect(bytes.withUnsafeBytes { get.parse($0, memo: &memo).event } == .needsMore)
    }
}
