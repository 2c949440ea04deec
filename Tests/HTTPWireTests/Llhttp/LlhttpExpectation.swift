import HTTPWire

/// What a vector's log says, in this parser's terms.
struct LlhttpExpectation {
    var responses: [Transcript.Response] = []
    /// The failures that the logged error may correspond to.
    var failures: Set<ResponseFailure> = []
    /// Bytes are left that no response may claim.
    var hasDataAfterClose = false
    /// What `llhttp_finish` returned, where the vector calls it.
    var finishes: Bool?

    init(_ vector: LlhttpVector) {
        var current: Transcript.Response?
        var name = ""
        for line in vector.log {
            let bytes = Self.span(line, in: vector.input)
            if line.contains(" message begin") {
                if let current { responses.append(current) }
                current = Transcript.Response()
            } else if line.contains("span[header_field]="), current?.status == 0 {
                name = String(decoding: bytes, as: UTF8.self)
            } else if line.contains("span[header_value]="), current?.status == 0 {
                let value = String(decoding: bytes, as: UTF8.self)
                let trimmed = value.reversed().drop { $0 == " " || $0 == "\t" }.reversed()
                current?.headers.append(HeaderField(name: name, value: String(trimmed)))
            } else if line.contains("span[body]=") {
                current?.body += bytes
            } else if let status = Self.number(after: "headers complete status=", in: line) {
                current?.status = UInt16(status)
            } else if line.contains(" message complete") {
                // An interim response is no response of its own here, unless it switches protocols.
                if current?.status == 101 {
                    failures = [.unexpectedUpgrade]
                    current?.status = 0
                    current?.headers = []
                    break
                }
                current?.outcome = .complete
                if let current, !(100..<200).contains(current.status) { responses.append(current) }
                current = nil
            } else if let code = Self.number(after: "error code=", in: line) {
                hasDataAfterClose = code == 5
                failures = Self.failures[code] ?? []
                break
            } else if let finish = Self.number(after: "finish=", in: line) {
                finishes = finish < 2
            }
        }
        if let current { responses.append(current) }
    }

    private static let failures: [Int: Set<ResponseFailure>] = [
        2: [.malformedStatusLine, .malformedHeader, .malformedChunk, .invalidChunkSize],  // strict
        3: [.malformedStatusLine, .malformedHeader, .malformedChunk, .invalidChunkSize],  // LF expected
        4: [.conflictingFraming],  // unexpected Content-Length
        8: [.malformedStatusLine],  // invalid constant
        9: [.malformedStatusLine],  // invalid version
        10: [.malformedHeader],  // invalid header token
        11: [.invalidContentLength, .conflictingFraming],
        12: [.invalidChunkSize],
        13: [.malformedStatusLine],  // invalid status
        15: [.invalidTransferEncoding, .conflictingFraming],
        25: [.malformedStatusLine, .malformedHeader, .malformedChunk, .invalidChunkSize],  // CR expected
        30: [.malformedHeader],  // unexpected space
    ]

    private static func span(_ line: Substring, in input: [UInt8]) -> ArraySlice<UInt8> {
        guard let start = number(after: "off=", in: line), let length = number(after: "len=", in: line) else {
            return []
        }
        return input.dropFirst(start).prefix(length)
    }

    private static func number(after key: String, in line: Substring) -> Int? {
        guard let range = line.firstRange(of: key) else { return nil }
        return Int(line[range.upperBound...].prefix { $0.isASCII && $0.isNumber })
    }
}
