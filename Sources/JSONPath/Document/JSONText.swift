/// What JSON strings mean.
enum JSONText {
    @inline(__always)
    static func hexValue(_ byte: UInt8) -> UInt8? {
        if byte &- 0x30 < 10 { return byte &- 0x30 }
        let letter = (byte | 0x20) &- 0x61
        return letter < 6 ? letter &+ 10 : nil
    }

    /// Undoes the escapes of a valid string's content. Half a surrogate pair becomes U+FFFD.
    static func unescaped(_ text: UnsafeRawBufferPointer) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(text.count)
        var index = 0
        while index < text.count {
            guard text[index] == UInt8(ascii: "\\"), index + 1 < text.count else {
                result.append(text[index])
                index += 1
                continue
            }
            let letter = text[index + 1]
            index += 2
            switch letter {
            case UInt8(ascii: "b"): result.append(0x08)
            case UInt8(ascii: "f"): result.append(0x0C)
            case UInt8(ascii: "n"): result.append(0x0A)
            case UInt8(ascii: "r"): result.append(0x0D)
            case UInt8(ascii: "t"): result.append(0x09)
            case UInt8(ascii: "u"): appendScalar(text, &index, to: &result)
            default: result.append(letter)
            }
        }
        return result
    }

    /// The scalar whose four digits begin at `index`, or whose two halves do.
    private static func appendScalar(_ text: UnsafeRawBufferPointer, _ index: inout Int, to result: inout [UInt8]) {
        var units = [codeUnit(text, index)]
        index += 4
        if units[0] & 0xFC00 == 0xD800, index + 6 <= text.count, text[index] == UInt8(ascii: "\\"),
            text[index + 1] == UInt8(ascii: "u"), case let low = codeUnit(text, index + 2), low & 0xFC00 == 0xDC00
        {
            units.append(low)
            index += 6
        }
        result.append(contentsOf: String(decoding: units, as: UTF16.self).utf8)
    }

    private static func codeUnit(_ text: UnsafeRawBufferPointer, _ start: Int) -> UInt16 {
        guard start + 4 <= text.count else { return 0xFFFD }
        return text[start..<start + 4].reduce(0) { $0 << 4 | UInt16(hexValue($1) ?? 0) }
    }
}
