extension ResponseParser {
    /// Takes note of a field if it decides where the body ends or whether the connection lasts.
    @inline(__always)
    mutating func note(_ bytes: ByteScanner, name: Range<Int>, textEnd: Int) -> ResponseFailure? {
        guard let meaning = FieldMeaning(bytes, name: name) else { return nil }
        let field = FieldLine(bytes, name: name, textEnd: textEnd)
        return switch meaning {
        case .contentLength: noteContentLength(field)
        case .transferEncoding: noteTransferEncoding(field)
        case .connection: noteConnection(field)
        }
    }

    private mutating func noteContentLength(_ field: FieldLine) -> ResponseFailure? {
        guard flags.isDisjoint(with: [.hasContentLength, .hasTransferEncoding]) else { return .conflictingFraming }
        flags.insert(.hasContentLength)
        guard !field.value.isEmpty else { return .invalidContentLength }
        var length: UInt64 = 0
        var isTooLarge = false
        var index = field.value.lowerBound
        while index < field.value.upperBound {
            let digit = field.bytes[index] &- 0x30
            guard digit < 10 else { return .invalidContentLength }
            isTooLarge = isTooLarge || length > UInt64.max / 10 || length == UInt64.max / 10 && digit > 5
            length = length &* 10 &+ UInt64(digit)
            index &+= 1
        }
        guard !isTooLarge else { return .invalidContentLength }
        remaining = length
        return nil
    }

    /// Only the last coding matters: `chunked` delimits the body, any other one leaves that to the close of the
    /// connection (RFC 9112, section 6.3). Several fields are one list.
    private mutating func noteTransferEncoding(_ field: FieldLine) -> ResponseFailure? {
        guard !flags.contains(.hasContentLength) else { return .conflictingFraming }
        flags.insert(.hasTransferEncoding)
        guard !field.value.isEmpty else { return .invalidTransferEncoding }
        var isChunked = false
        field.forEachListElement { isChunked = ASCII.equal($0, "chunked") }
        if isChunked { flags.insert(.chunked) } else { flags.remove(.chunked) }
        return nil
    }

    private mutating func noteConnection(_ field: FieldLine) -> ResponseFailure? {
        if field.isKeepAlive {
            flags.insert(.keepAlive)
            return nil
        }
        var found = Flags()
        field.forEachListElement {
            if ASCII.equal($0, "close") { found.insert(.close) }
            if ASCII.equal($0, "keep-alive") { found.insert(.keepAlive) }
        }
        flags.formUnion(found)
        return nil
    }

    /// Decides after the empty line what follows (RFC 9112, section 6.3).
    mutating func startBody() -> Event? {
        if flags.contains(.isInterim) { return skipInterimResponse() }
        flags.insert(.headIsParsed)
        if options.contains(.headRequest) || code == 204 || code == 304 {
            phase = .complete
        } else if flags.contains(.chunked) {
            // RFC 9112, section 6.1: such framing in an HTTP/1.0 message is faulty, so the connection is not used again.
            if !flags.contains(.isHTTP11) { flags.insert(.close) }
            phase = .chunkSize
        } else if flags.contains(.hasContentLength) {
            phase = remaining == 0 ? .complete : .sizedBody
        } else {
            flags.insert(.close)
            phase = .bodyUntilClose
        }
        return nil
    }

    private mutating func skipInterimResponse() -> Event? {
        guard code != 101 else { return fail(.unexpectedUpgrade) }
        guard interimResponses < limits.interimResponses else { return fail(.tooManyInterimResponses) }
        interimResponses &+= 1
        flags = .hasStarted
        remaining = 0
        phase = .statusLine
        return nil
    }
}

extension FieldLine {
    /// Whether the value is exactly `keep-alive`, which many servers send with every response.
    @inline(__always)
    var isKeepAlive: Bool {
        let start = value.lowerBound
        return value.upperBound &- start == 10
            && bytes.lowercaseWord(at: start) == 0x696C_612D_7065_656B  // "keep-ali"
            && bytes.lowercaseWord(at: start &+ 2) == 0x6576_696C_612D_7065  // "ep-alive"
    }

    /// The elements of a comma-separated list without the blanks around them. Empty ones count.
    func forEachListElement(_ body: (UnsafeRawBufferPointer) -> Void) {
        var start = value.lowerBound
        while start <= value.upperBound {
            var end = start
            while end < value.upperBound, bytes[end] != ASCII.comma { end &+= 1 }
            var lower = start
            var upper = end
            while lower < upper, ASCII.isBlank(bytes[lower]) { lower &+= 1 }
            while lower < upper, ASCII.isBlank(bytes[upper &- 1]) { upper &-= 1 }
            body(UnsafeRawBufferPointer(start: bytes.base + lower, count: upper &- lower))
            start = end &+ 1
        }
    }
}
