extension ResponseParser {
    /// Field lines up to and including the empty line that ends a head or a trailer section (RFC 9112, section 5).
    mutating func parseFields(_ bytes: ByteScanner, _ offset: inout Int) -> Event? {
        let start = offset
        let limit = start &+ Int(limits.headBytes &- headBytes)
        let reports = options.contains(.reportsHeaders) && phase == .fields && !flags.contains(.isInterim)
        var line = start
        while line < bytes.count {
            let nameEnd = bytes.endOfToken(from: line)
            guard nameEnd < bytes.count, bytes[nameEnd] == ASCII.colon, nameEnd != line else { break }
            let textEnd = bytes.endOfText(from: nameEnd &+ 1)
            let lineEnd = textEnd &+ 2
            guard lineEnd <= bytes.count, lineEnd <= limit, bytes.isLineEnd(at: textEnd) else { break }

            let letter = bytes[line] | 0x20
            if letter == UInt8(ascii: "c") || letter == UInt8(ascii: "t"),
                let failure = note(bytes, name: line..<nameEnd, textEnd: textEnd)
            {
                charge(to: line, &offset)
                return fail(failure)
            }
            if reports {
                charge(to: lineEnd, &offset)
                let field = FieldLine(bytes, name: line..<nameEnd, textEnd: textEnd)
                return .header(name: field.name, value: field.value)
            }
            line = lineEnd
        }
        charge(to: line, &offset)
        return line < bytes.count ? parseUnusualFieldLine(bytes, &offset) : .needsMore
    }

    /// Counts consumed bytes of the head.
    @inline(__always)
    private mutating func charge(to end: Int, _ offset: inout Int) {
        headBytes &+= UInt32(truncatingIfNeeded: end &- offset)
        offset = end
    }

    /// The empty line, or a field line that is not whole, malformed or too long.
    private mutating func parseUnusualFieldLine(_ bytes: ByteScanner, _ offset: inout Int) -> Event? {
        if bytes[offset] == ASCII.carriageReturn {
            if let event = take(bytes.lineEnd(at: offset), &offset, malformed: .malformedHeader) { return event }
            return endOfFields()
        }
        let nameEnd = bytes.endOfToken(from: offset)
        let verdict: LineVerdict =
            if nameEnd == bytes.count {
                .partial(end: nameEnd)
            } else if bytes[nameEnd] == ASCII.colon, nameEnd != offset {
                bytes.lineEnd(at: bytes.endOfText(from: nameEnd &+ 1))
            } else {
                // An empty name, a blank before the colon and a folded line all end here.
                .malformed(at: nameEnd)
            }
        return take(verdict, &offset, malformed: .malformedHeader)
    }

    private mutating func endOfFields() -> Event? {
        if phase == .trailers {
            phase = .complete
            return .complete
        }
        return startBody()
    }
}

/// A whole field line, cut into name and value.
struct FieldLine {
    let bytes: ByteScanner
    let name: Range<Int>
    /// Without the blanks around it.
    let value: Range<Int>

    /// `textEnd` is the offset of the line's CR LF.
    @inline(__always)
    init(_ bytes: ByteScanner, name: Range<Int>, textEnd: Int) {
        var lower = name.upperBound &+ 1
        var upper = textEnd
        while lower < upper, ASCII.isBlank(bytes[lower]) { lower &+= 1 }
        while lower < upper, ASCII.isBlank(bytes[upper &- 1]) { upper &-= 1 }
        self.bytes = bytes
        self.name = name
        value = Range(uncheckedBounds: (lower, upper))
    }
}

/// The names that decide about framing and reuse.
enum FieldMeaning {
    case contentLength, transferEncoding, connection

    /// Compares in any letter case; the name is known to be a token.
    @inline(__always)
    init?(_ bytes: ByteScanner, name: Range<Int>) {
        let start = name.lowerBound
        switch name.upperBound &- start {
        case 10
        where bytes.lowercaseWord(at: start) == 0x6974_6365_6E6E_6F63  // "connecti"
            && bytes.lowercaseWord(at: start &+ 2) == 0x6E6F_6974_6365_6E6E:  // "nnection"
            self = .connection
        case 14
        where bytes.lowercaseWord(at: start) == 0x2D74_6E65_746E_6F63  // "content-"
            && bytes.lowercaseWord(at: start &+ 6) == 0x6874_676E_656C_2D74:  // "t-length"
            self = .contentLength
        case 17
        where bytes.lowercaseWord(at: start) == 0x7265_6673_6E61_7274  // "transfer"
            && bytes.lowercaseWord(at: start &+ 9) == 0x676E_6964_6F63_6E65  // "encoding"
            && bytes[start &+ 8] == UInt8(ascii: "-"):
            self = .transferEncoding
        default: return nil
        }
    }
}
