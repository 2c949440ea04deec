extension ResponseParser {
    /// `HTTP-version SP status-code [SP reason] CR LF` (RFC 9112, section 4), after any number of stray CR and LF.
    mutating func parseStatusLine(_ bytes: ByteScanner, _ offset: inout Int) -> Event? {
        while offset < bytes.count, bytes[offset] == ASCII.carriageReturn || bytes[offset] == ASCII.lineFeed {
            guard headBytes < limits.headBytes else { return fail(.headTooLarge) }
            headBytes &+= 1
            offset &+= 1
        }
        guard offset < bytes.count else { return .needsMore }
        flags.insert(.hasStarted)

        let start = StatusLineStart(bytes, at: offset)
        var verdict = start.verdict
        if verdict.kind == .whole {
            // A space introduces the reason phrase, which may be empty or missing.
            let reason = start.verdict.end
            verdict = bytes.lineEnd(
                at: reason < bytes.count && bytes[reason] == ASCII.space ? bytes.endOfText(from: reason) : reason
            )
        }
        if let event = take(verdict, &offset, malformed: .malformedStatusLine) { return event }
        code = start.code
        if start.isHTTP11 { flags.insert(.isHTTP11) }
        if code >= 100, code < 200 { flags.insert(.isInterim) }
        phase = .fields
        return nil
    }
}

/// The part of a status line up to and including the status code.
struct StatusLineStart {
    /// `whole` when all of it is there; its `end` is then the offset after the code.
    private(set) var verdict: LineVerdict
    private(set) var code: UInt16 = 0
    private(set) var isHTTP11 = false

    private static let http11: UInt64 = 0x312E_312F_5054_5448  // "HTTP/1.1"

    @inline(__always)
    init(_ bytes: ByteScanner, at start: Int) {
        if start &+ 12 <= bytes.count, bytes.word(at: start) == Self.http11, bytes[start &+ 8] == ASCII.space {
            let hundreds = bytes[start &+ 9] &- 0x30
            let tens = bytes[start &+ 10] &- 0x30
            let units = bytes[start &+ 11] &- 0x30
            if hundreds < 10, tens < 10, units < 10 {
                verdict = .whole(end: start &+ 12)
                code = UInt16(hundreds) &* 100 &+ UInt16(tens) &* 10 &+ UInt16(units)
                isHTTP11 = true
                return
            }
        }
        verdict = .partial(end: bytes.count)
        walk(bytes, from: start)
    }

    /// Byte by byte, for whatever is not the usual line, so that garbage is refused at its first wrong byte.
    @inline(never)
    private mutating func walk(_ bytes: ByteScanner, from start: Int) {
        let name: StaticString =
            switch bytes[start] {
            case UInt8(ascii: "R"): "RTSP/"
            case UInt8(ascii: "I"): "ICE/"
            default: "HTTP/"
            }
        var index = start
        var major: UInt8 = 0
        var minor: UInt8 = 0
        for position in 0..<(name.utf8CodeUnitCount + 7) {
            guard index < bytes.count else { return }
            let byte = bytes[index]
            let digit = byte &- 0x30
            let isExpected: Bool
            switch position - name.utf8CodeUnitCount {
            case ..<0: isExpected = byte == name.utf8Start[position]
            case 0:
                isExpected = digit < 3
                major = digit
            case 1: isExpected = byte == UInt8(ascii: ".")
            case 2:
                isExpected = major == 0 ? digit == 9 : major == 1 ? digit < 2 : digit == 0
                minor = digit
            case 3: isExpected = byte == ASCII.space
            default:
                isExpected = digit < 10
                code = code &* 10 &+ UInt16(digit)
            }
            guard isExpected else {
                verdict = .malformed(at: index)
                return
            }
            index &+= 1
        }
        isHTTP11 = major == 1 && minor == 1
        verdict = .whole(end: index)
    }
}
