/// The strings of JSON (RFC 8259, section 7).
enum JSONString {
    /// Reads the string whose opening quote is at `index`, and leaves `index` behind its closing quote.
    /// - Parameter bytes: Valid UTF-8.
    static func read(_ bytes: [UInt8], _ index: inout Int) throws(JSONStringError) -> String {
        index += 1
        var text: [UInt8] = []
        while index < bytes.count {
            let byte = bytes[index]
            switch byte {
            case UInt8(ascii: "\""):
                index += 1
                return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"):
                index += 1
                text += String(try escape(bytes, &index)).utf8
            case ..<0x20:
                throw JSONStringError(message: "a string holds a control character: write it as an escape")
            default:
                text.append(byte)
                index += 1
            }
        }
        throw JSONStringError(message: "a string has no closing quote")
    }

    /// Reads what follows a backslash.
    private static func escape(_ bytes: [UInt8], _ index: inout Int) throws(JSONStringError) -> Unicode.Scalar {
        let name = index < bytes.count ? bytes[index] : 0
        index += 1
        switch name {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(name)
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): break
        default: throw JSONStringError(message: "a backslash is followed by what is no escape")
        }
        let first = try unit(bytes, &index)
        if let scalar = Unicode.Scalar(first) { return scalar }
        // A surrogate: only a high one with a low one behind it is a character.
        guard first < 0xDC00, bytes[index...].starts(with: "\\u".utf8) else { throw lone }
        index += 2
        let second = try unit(bytes, &index)
        guard (0xDC00...0xDFFF).contains(second),
            let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
        else { throw lone }
        return scalar
    }

    /// Four hexadecimal digits.
    private static func unit(_ bytes: [UInt8], _ index: inout Int) throws(JSONStringError) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard index < bytes.count, let digit = Character(Unicode.Scalar(bytes[index])).hexDigitValue else {
                throw JSONStringError(message: "\\u is not followed by four hexadecimal digits")
            }
            value = value << 4 + UInt32(digit)
            index += 1
        }
        return value
    }

    private static var lone: JSONStringError {
        JSONStringError(message: "a \\u escape is half of a character (a lone surrogate)")
    }
}

/// Why bytes are no JSON string.
struct JSONStringError: Error, Hashable, Sendable {
    /// What is wrong.
    let message: String
}
