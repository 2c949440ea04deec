import LoadPlan

/// Texts that are known when the plan is read, written as their place asks for.
enum Escaped {
    /// Bytes of `text` in the form that `escaping` says.
    static func bytes(_ text: String, _ escaping: Template.Escaping) -> [UInt8] {
        switch escaping {
        case .none: Array(text.utf8)
        case .url: percent(text) { isAlphanumeric($0) || "-._~".utf8.contains($0) }
        case .form: percent(text, spaceAsPlus: true) { isAlphanumeric($0) || "*-._".utf8.contains($0) }
        case .json: json(text)
        case .header: text.utf8.filter { $0 == 0x09 || ($0 >= 0x20 && $0 != 0x7F) }
        }
    }

    /// A URL as a person wrote it, where only what no URL may contain is percent-encoded.
    static func writtenURL(_ text: String) -> [UInt8] {
        percent(text) { $0 > 0x20 && $0 < 0x7F && !"\"<>\\^`{|}".utf8.contains($0) }
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: false
        }
    }

    private static func percent(_ text: String, spaceAsPlus: Bool = false, keep: (UInt8) -> Bool) -> [UInt8] {
        let digits = Array("0123456789ABCDEF".utf8)
        return text.utf8.flatMap { byte -> [UInt8] in
            if keep(byte) { return [byte] }
            if spaceAsPlus, byte == 0x20 { return [UInt8(ascii: "+")] }
            return [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        }
    }

    private static func json(_ text: String) -> [UInt8] {
        var result: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""): result += Array("\\\"".utf8)
            case UInt8(ascii: "\\"): result += Array("\\\\".utf8)
            case 0x0A: result += Array("\\n".utf8)
            case 0x0D: result += Array("\\r".utf8)
            case 0x09: result += Array("\\t".utf8)
            case 0..<0x20: result += Array("\\u00\(byte < 16 ? "0" : "")\(String(byte, radix: 16))".utf8)
            default: result.append(byte)
            }
        }
        return result
    }
}
