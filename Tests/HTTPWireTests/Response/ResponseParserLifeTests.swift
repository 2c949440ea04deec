import HTTPWire
import Testing

/// The end of a connection, reuse, limits and size.
@Suite struct ResponseParserLifeTests {
    @Test func itIsSmallAndHoldsNoReference() {
        #expect(MemoryLayout<ResponseParser>.stride <= 64)
        func isBitwiseCopyable<T>(_: T.Type) -> Bool { _isPOD(T.self) }
        #expect(isBitwiseCopyable(ResponseParser.self))
    }

    @Test(arguments: [
        "", "\r\n", "HTTP", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\na", "HTTP/1.1 100 C\r\n\r\n",
        ResponseExample.chunkedHead + "1\r\na",
        ResponseExample.chunkedHead + "0\r\n",
    ])
    func closingBeforeTheEndIsAFailure(input: String) {
        var parser = ResponseParser()
        #expect(parse(input, with: &parser).event == .needsMore)
        #expect(parser.finish() == .failed(.closedEarly))
        #expect(parser.finish() == .failed(.closedEarly))
        #expect(parse("HTTP/1.1 204 X\r\n\r\n", with: &parser) == .init(consumed: 0, event: .failed(.closedEarly)))
    }

    @Test func closingEndsABodyWithoutLength() {
        var parser = ResponseParser()
        #expect(parse("HTTP/1.1 200 OK\r\n\r\nabc", with: &parser).event == .needsMore)
        #expect(parser.finish() == .complete)
        #expect(parser.bodyLength == 3)
        #expect(!parser.keepsAlive)
    }

    @Test func hasStartedTellsAnIdleConnectionFromABrokenOne() {
        var parser = ResponseParser()
        #expect(!parser.hasStarted)
        _ = parse("\r\n", with: &parser)
        #expect(!parser.hasStarted)
        #expect(parse("H", with: &parser) == .init(consumed: 0, event: .needsMore))
        #expect(parser.hasStarted)
        parser.reset()
        #expect(!parser.hasStarted)
    }

    @Test func outcomesRepeatUntilReset() {
        var parser = ResponseParser()
        let whole = "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na"
        #expect(parse(whole + whole, with: &parser) == .init(consumed: whole.utf8.count, event: .complete))
        #expect(parse(whole, with: &parser) == .init(consumed: 0, event: .complete))
        parser.reset()
        #expect(parser.status == 0 && parser.bodyLength == 0)
        #expect(parse(whole, with: &parser).event == .complete)
        parser.reset(options: .headRequest)
        #expect(parse(whole, with: &parser) == .init(consumed: whole.utf8.count - 1, event: .complete))
        parser.reset()
        #expect(parse(whole, with: &parser).consumed == whole.utf8.count - 1)
    }

    @Test func theHeadIsBoundedWithInterimHeadsAndTrailers() {
        let line = "HTTP/1.1 200 OK\r\n"
        let rest = "Content-Length: 0\r\n\r\n"
        let interim = "HTTP/1.1 100 C\r\n\r\n"
        let trailed = ResponseExample.chunkedHead + "0\r\nA: bcd\r\n\r\n"
        for (input, size) in [
            (line + rest, line.utf8.count + rest.utf8.count),
            (interim + line + rest, (interim + line + rest).utf8.count),
            (trailed, trailed.utf8.count - 3),
        ] {
            for (limit, event) in [
                (size, ResponseParser.Event.complete), (size - 1, .failed(.headTooLarge)), (5, .failed(.headTooLarge)),
            ] {
                var parser = ResponseParser(limits: ResponseLimits(headBytes: UInt32(limit)))
                #expect(parse(input, with: &parser).event == event, "\(input) within \(limit)")
            }
        }
    }

    @Test(arguments: ["HTTP/1.1 200 ", "HTTP/1.1 200 OK\r\nX: ", "HTTP/1.1 200 OK\r\n", "\r\n"])
    func aLineWithoutEndFails(start: String) {
        var parser = ResponseParser(limits: ResponseLimits(headBytes: 100))
        let filler = start == "\r\n" ? String(repeating: "\n", count: 100) : String(repeating: "x", count: 100)
        #expect(parse(start + filler, with: &parser).event == .failed(.headTooLarge))
    }

    @Test func aChunkSizeLineWithoutEndFails() {
        for line in ["1;" + String(repeating: "x", count: 200), String(repeating: "0", count: 200)] {
            var parser = ResponseParser(limits: ResponseLimits(headBytes: 100))
            #expect(parse(ResponseExample.chunkedHead + line, with: &parser).event == .failed(.malformedChunk))
        }
    }

    @Test func chunksAreNotChargedAgainstTheHead() {
        var parser = ResponseParser(limits: ResponseLimits(headBytes: 100))
        let chunks = String(repeating: "1\r\nx\r\n", count: 1000) + "0\r\n\r\n"
        #expect(parse(ResponseExample.chunkedHead + chunks, with: &parser).event == .complete)
        #expect(parser.bodyLength == 1000)
    }

    @Test func interimResponsesAreBounded() {
        let interim = "HTTP/1.1 102 P\r\n\r\n"
        let final = "HTTP/1.1 204 X\r\n\r\n"
        for (count, event) in [(2, ResponseParser.Event.complete), (3, .failed(.tooManyInterimResponses))] {
            var parser = ResponseParser(limits: ResponseLimits(interimResponses: 2))
            let input = String(repeating: interim, count: count) + final
            #expect(parse(input, with: &parser).event == event)
        }
    }

    @Test func labelsAreDistinctSnakeCase() {
        let labels = ResponseFailure.allCases.map(\.label)
        #expect(Set(labels).count == labels.count)
        #expect(labels.allSatisfy { $0.allSatisfy { $0 == "_" || $0.isLowercase && $0.isASCII } })
    }

    private func parse(_ input: String, with parser: inout ResponseParser) -> ResponseParser.Step {
        Array(input.utf8).withUnsafeBytes { parser.parse($0) }
    }
}
