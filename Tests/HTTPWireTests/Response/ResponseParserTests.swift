import HTTPWire
import Testing

@Suite struct ResponseParserTests {
    @Test(arguments: ResponseExample.framed)
    func aFramedResponseIsTakenWhole(example: ResponseExample) throws {
        let bytes = Array(example.input.utf8)
        let transcript = Transcript(bytes, options: example.options.union([.reportsBody, .reportsHeaders]))
        let response = try #require(transcript.responses.first)
        #expect(response.status == example.status)
        #expect(response.body == Array(example.body.utf8))
        #expect(response.bodyLength == UInt64(example.body.utf8.count))
        #expect(response.keepsAlive == example.keepsAlive)
        #expect(response.outcome == (example.isComplete ? .complete : .unfinished))
        #expect(transcript.responses.count == 1)
        #expect(transcript.consumed == bytes.count)
        #expect(transcript.violations.isEmpty)
    }

    @Test(arguments: ResponseExample.refused)
    func aBrokenResponseIsRefusedByName(example: ResponseExample) throws {
        let transcript = Transcript(Array(example.input.utf8), options: [])
        let failure = try #require(example.failure)
        #expect(transcript.responses.first?.outcome == .failed(failure))
        #expect(transcript.responses.first?.keepsAlive == false || transcript.responses.first?.status == 200)
    }

    @Test(arguments: ResponseExample.framed)
    func nothingButTheOutcomeIsReportedUnlessAskedFor(example: ResponseExample) {
        var parser = ResponseParser(options: example.options)
        let step = Array(example.input.utf8).withUnsafeBytes { parser.parse($0) }
        #expect(step.event == (example.isComplete ? .complete : .needsMore))
        #expect(step.consumed == example.input.utf8.count)
        #expect(parser.bodyLength == UInt64(example.body.utf8.count))
        #expect(parser.finish() == .complete)
    }

    @Test func headersAreReportedTrimmedAndOnlyThoseOfTheFinalHead() {
        let input =
            "HTTP/1.1 103 X\r\nLink: early\r\n\r\nHTTP/1.1 200 OK\r\nLocation:\t /a b \t\r\nEmpty:\r\n"
            + "Transfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\nTrailer: t\r\n\r\n"
        let transcript = Transcript(Array(input.utf8), options: .reportsHeaders)
        #expect(
            transcript.responses.map(\.headers) == [
                [
                    HeaderField(name: "Location", value: "/a b"), HeaderField(name: "Empty", value: ""),
                    HeaderField(name: "Transfer-Encoding", value: "chunked"),
                ]
            ]
        )
        #expect(transcript.responses.first?.body.isEmpty == true)
    }

    @Test func pipelinedResponsesComeOutOneByOne() {
        let one = "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na"
        let two = ResponseExample.chunkedHead + "1\r\nb\r\n0\r\n\r\n"
        let three = "HTTP/1.1 204 X\r\nConnection: close\r\n\r\n"
        let transcript = Transcript(Array((one + two + "\r\n" + three + "ignored").utf8), options: .reportsBody)
        #expect(transcript.responses.map(\.status) == [200, 200, 204])
        #expect(transcript.responses.map(\.keepsAlive) == [true, true, false])
        #expect(transcript.consumed == (one + two + "\r\n" + three).utf8.count)
    }

    @Test func theStatusIsKnownOnlyAfterTheFinalHead() {
        var parser = ResponseParser()
        let interim = Array("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n".utf8)
        #expect(interim.withUnsafeBytes { parser.parse($0) }.consumed == interim.count)
        #expect(parser.status == 0)
        #expect(!parser.keepsAlive)
        #expect(Array("\r\n".utf8).withUnsafeBytes { parser.parse($0) }.event == .needsMore)
        #expect(parser.status == 200)
    }

    @Test func aLengthUpToTheWholeRangeIsCounted() {
        var parser = ResponseParser()
        let head = Array("HTTP/1.1 200 OK\r\nContent-Length: 18446744073709551615\r\n\r\nabc".utf8)
        #expect(head.withUnsafeBytes { parser.parse($0) }.event == .needsMore)
        #expect(parser.bodyLength == 3)
    }
}
