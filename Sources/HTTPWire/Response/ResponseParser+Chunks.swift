extension ResponseParser {
    /// `chunk-size [chunk-ext] CR LF` (RFC 9112, section 7.1).
    mutating func parseChunkSize(_ bytes: ByteScanner, _ offset: inout Int) -> Event? {
        var size: UInt64 = 0
        var index = offset
        while index < bytes.count, let digit = ASCII.hexValue(bytes[index]) {
            guard size >> 60 == 0 else { return refuse(.malformed(at: index), offset, .invalidChunkSize) }
            size = size << 4 | UInt64(digit)
            index &+= 1
        }
        guard index < bytes.count else { return refuse(.partial(end: index), offset, .invalidChunkSize) }
        let next = bytes[index]
        guard index != offset, next == ASCII.carriageReturn || next == ASCII.semicolon else {
            return refuse(.malformed(at: index), offset, .invalidChunkSize)
        }
        let verdict: LineVerdict
        if next == ASCII.carriageReturn {
            verdict = bytes.lineEnd(at: index)
        } else {
            var extensions = ChunkExtensions()
            verdict = extensions.verdict(bytes, from: index)
        }
        guard verdict.kind == .whole, verdict.end &- offset <= Int(limits.headBytes) else {
            return refuse(verdict, offset, .malformedChunk)
        }
        offset = verdict.end
        remaining = size
        phase = size == 0 ? .trailers : .chunkData
        return nil
    }

    /// The CR LF after a chunk's data.
    mutating func parseChunkEnd(_ bytes: ByteScanner, _ offset: inout Int) -> Event? {
        let end = bytes.lineEnd(at: offset)
        guard end.kind == .whole else { return refuse(end, offset, .malformedChunk) }
        offset = end.end
        phase = .chunkSize
        return nil
    }

    /// A chunk-size line is bounded by itself, not together with those before it: a body may have any number of chunks.
    private mutating func refuse(_ line: LineVerdict, _ start: Int, _ failure: ResponseFailure) -> Event {
        guard line.end &- start <= Int(limits.headBytes) else { return fail(.malformedChunk) }
        return line.kind == .malformed ? fail(failure) : .needsMore
    }
}

/// Checks `*( ";" name [ "=" ( token / quoted-string ) ] )` byte by byte. No blank may stand around the marks.
struct ChunkExtensions {
    private enum State { case start, name, value, quoted, escaped, afterQuoted }

    private var state = State.name

    /// `from` is the offset of the first semicolon.
    mutating func verdict(_ bytes: ByteScanner, from: Int) -> LineVerdict {
        for index in from..<bytes.count {
            let byte = bytes[index]
            if byte == ASCII.carriageReturn, state == .name || state == .value || state == .afterQuoted {
                return bytes.lineEnd(at: index)
            }
            guard let next = successor(byte) else { return .malformed(at: index) }
            state = next
        }
        return .partial(end: bytes.count)
    }

    private func successor(_ byte: UInt8) -> State? {
        let isText = byte == ASCII.tab || byte >= 0x20 && byte != 0x7F
        switch state {
        case .start:
            return ASCII.isToken(byte) ? .name : mark(byte)
        case .name:
            return ASCII.isToken(byte) ? .name : mark(byte)
        case .value:
            if byte == ASCII.quote { return .quoted }
            return ASCII.isToken(byte) ? .value : byte == ASCII.semicolon ? .start : nil
        case .quoted:
            return byte == ASCII.quote ? .afterQuoted : byte == ASCII.backslash ? .escaped : isText ? .quoted : nil
        case .escaped:
            return isText ? .quoted : nil
        case .afterQuoted:
            return byte == ASCII.semicolon ? .start : nil
        }
    }

    private func mark(_ byte: UInt8) -> State? {
        byte == ASCII.equals ? .value : byte == ASCII.semicolon ? .start : nil
    }
}
