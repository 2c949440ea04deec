import HTTPWire

/// What a parser made of a byte stream, independent of how the stream was cut.
struct Transcript: Equatable {
    struct Response: Equatable {
        var status: UInt16 = 0
        var headers: [HeaderField] = []
        var body: [UInt8] = []
        var bodyLength: UInt64 = 0
        var keepsAlive = false
        var outcome: Outcome = .unfinished
    }

    enum Outcome: Equatable {
        case complete, unfinished
        case failed(ResponseFailure)
    }

    var responses: [Response] = []
    /// Bytes taken by all responses together.
    var consumed = 0
    /// A step that took more than it was given, or named bytes outside of what it took.
    var violations: [String] = []

    /// Feeds `stream` as it becomes available up to each of `cuts` and then its end; unconsumed bytes are presented
    /// again. Goes on with the next response for as long as the connection is kept.
    init(_ stream: [UInt8], cuts: [Int] = [], options: ResponseParser.Options, limits: ResponseLimits = .init()) {
        var parser = ResponseParser(options: options, limits: limits)
        responses.append(Response())
        for end in cuts + [stream.count] {
            feed(stream, upTo: end, &parser)
        }
        record(&parser)
        if !parser.hasStarted, responses.count > 1 { responses.removeLast() }
    }

    private mutating func feed(_ stream: [UInt8], upTo end: Int, _ parser: inout ResponseParser) {
        while true {
            let start = consumed
            // A copy of exactly the visible bytes, so that reading past the end is a fault that tools can see.
            let visible = Array(stream[start..<end])
            let step = visible.withUnsafeBytes { parser.parse($0) }
            if step.consumed < 0 || step.consumed > visible.count { violations.append("consumed \(step.consumed)") }
            consumed += step.consumed
            let last = responses.count - 1
            switch step.event {
            case .needsMore: return
            case .header(let name, let value):
                if name.upperBound > step.consumed || value.upperBound > step.consumed { violations.append("range") }
                let text = { (range: Range<Int>) in String(decoding: visible[range], as: UTF8.self) }
                responses[last].headers.append(HeaderField(name: text(name), value: text(value)))
            case .body(let range):
                if range.isEmpty || range.upperBound > step.consumed { violations.append("body range") }
                responses[last].body += visible[range]
            case .complete:
                guard parser.keepsAlive else { return record(&parser) }
                record(&parser)
                parser.reset()
                responses.append(Response())
            case .failed: return record(&parser)
            }
        }
    }

    private mutating func record(_ parser: inout ResponseParser) {
        let last = responses.count - 1
        responses[last].status = parser.status
        responses[last].bodyLength = parser.bodyLength
        responses[last].keepsAlive = parser.keepsAlive
        switch parser.parse(UnsafeRawBufferPointer(start: nil, count: 0)).event {
        case .complete: responses[last].outcome = .complete
        case .failed(let failure): responses[last].outcome = .failed(failure)
        default: responses[last].outcome = .unfinished
        }
    }
}
