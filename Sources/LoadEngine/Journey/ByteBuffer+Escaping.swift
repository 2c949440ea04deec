extension ByteBuffer {
    /// Appends a value in the way that its place asks for.
    mutating func append(_ source: UnsafeRawBufferPointer, in context: WritingContext) {
        switch context {
        case .plain: append(source)
        case .url: for byte in source { appendEncoded(byte, unless: Self.isUnreserved(byte)) }
        case .target:
            // `#` would end the target, and a quarter of ASCII would end the request line.
            for byte in source { appendEncoded(byte, unless: byte > 0x20 && byte < 0x7F && byte != UInt8(ascii: "#")) }
        case .form:
            for byte in source {
                if byte == 0x20 {
                    append(UInt8(ascii: "+"))
                } else {
                    appendEncoded(byte, unless: Self.isUnreserved(byte))
                }
            }
        case .json: for byte in source { appendEscaped(byte) }
        case .header: for byte in source where byte >= 0x20 && byte != 0x7F || byte == 0x09 { append(byte) }
        }
    }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "~"):
            true
        default: false
        }
    }

    private mutating func appendEncoded(_ byte: UInt8, unless isSafe: Bool) {
        guard !isSafe else { return append(byte) }
        append(UInt8(ascii: "%"))
        append(Self.digit(byte >> 4))
        append(Self.digit(byte & 15))
    }

    /// RFC 8259, section 7.
    private mutating func appendEscaped(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"):
            append(UInt8(ascii: "\\"))
            append(byte)
        case 0x0A: append("\\n")
        case 0x0D: append("\\r")
        case 0x09: append("\\t")
        case 0..<0x20:
            append("\\u00")
            append(Self.digit(byte >> 4))
            append(Self.digit(byte & 15))
        default: append(byte)
        }
    }

    private static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10
    }

    /// Replaces everything from `start` on by its base64 (RFC 4648, section 4).
    mutating func encodeBase64(from start: Int) {
        let alphabet: StaticString = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
        let source = Array(bytes[start...])
        truncate(to: start)
        for index in stride(from: 0, to: source.count, by: 3) {
            let group = source[index..<min(index + 3, source.count)]
            let value = group.enumerated().reduce(UInt32(0)) { $0 | UInt32($1.element) << UInt32(16 - 8 * $1.offset) }
            for digit in 0..<4 {
                let letter = alphabet.utf8Start[Int(value >> UInt32(18 - 6 * digit) & 63)]
                append(digit <= group.count ? letter : UInt8(ascii: "="))
            }
        }
    }
}
