extension JSONValue {
    /// The value as JSON text in UTF-8, members in their order and numbers as they were written.
    var bytes: [UInt8] {
        var text: [UInt8] = []
        append(to: &text)
        return text
    }

    private func append(to text: inout [UInt8]) {
        switch self {
        case .null: text += "null".utf8
        case .bool(let flag): text += (flag ? "true" : "false").utf8
        case .number(let number): text += number.utf8
        case .string(let string): Self.append(string, to: &text)
        case .array(let elements):
            Self.append("[", elements, "]", to: &text) { $0.append(to: &$1) }
        case .object(let members):
            Self.append("{", members, "}", to: &text) { member, text in
                Self.append(member.name, to: &text)
                text += ":".utf8
                member.value.append(to: &text)
            }
        }
    }

    private static func append<Element>(
        _ open: String,
        _ elements: [Element],
        _ close: String,
        to text: inout [UInt8],
        _ write: (Element, inout [UInt8]) -> Void
    ) {
        text += open.utf8
        for (index, element) in elements.enumerated() {
            if index > 0 { text += ",".utf8 }
            write(element, &text)
        }
        text += close.utf8
    }

    private static func append(_ string: String, to text: inout [UInt8]) {
        text += "\"".utf8
        for byte in string.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): text += [UInt8(ascii: "\\"), byte]
            case ..<0x20: text += ((byte < 16 ? "\\u000" : "\\u00") + String(byte, radix: 16)).utf8
            default: text.append(byte)
            }
        }
        text += "\"".utf8
    }
}
