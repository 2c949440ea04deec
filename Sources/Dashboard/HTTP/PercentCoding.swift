/// Percent-encoding as URLs and forms have it (WHATWG URL standard, section 5).
enum PercentCoding {
    /// Bytes after `%` that are no two hexadecimal digits stay as they are; what is not UTF-8 then is replaced.
    static func decode(_ text: Substring, plusIsSpace: Bool = false) -> String {
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: "%"), index + 2 < bytes.count, let high = digit(bytes[index + 1]),
                let low = digit(bytes[index + 2])
            {
                result.append(high << 4 | low)
                index += 3
                continue
            }
            result.append(plusIsSpace && byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
            index += 1
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// Name–value pairs by name; of a repeated name the first.
    static func form(_ text: Substring) -> [String: String] {
        Dictionary(pairs(text).map { ($0.name, $0.value) }) { first, _ in first }
    }

    /// At most 200 name–value pairs.
    static func pairs(_ text: Substring) -> [(name: String, value: String)] {
        text.split(separator: "&", maxSplits: 200).prefix(200).map { pair in
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let value = parts.count > 1 ? decode(parts[1], plusIsSpace: true) : ""
            return (decode(parts.first ?? "", plusIsSpace: true), value)
        }
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
