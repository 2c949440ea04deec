/// Writes a ``JSONNode`` as RFC 8259 text for people: two spaces per level, short arrays and objects on one line.
struct JSONWriter {
    private static let lineWidth = 120
    private(set) var bytes: [UInt8] = []

    /// The whole document with a line break at its end.
    static func document(_ node: JSONNode) -> [UInt8] {
        var writer = JSONWriter()
        writer.write(node, level: 0, column: 0)
        writer.put("\n")
        return writer.bytes
    }

    /// The document on one line, without spaces between its parts: for machines.
    static func compact(_ node: JSONNode) -> [UInt8] {
        var writer = JSONWriter()
        writer.pack(node)
        return writer.bytes
    }

    private mutating func pack(_ node: JSONNode) {
        switch node {
        case .object(let members):
            put("{")
            for (position, member) in members.enumerated() {
                put((position == 0 ? "" : ",") + Self.quoted(member.0) + ":")
                pack(member.1)
            }
            put("}")
        case .array(let elements):
            put("[")
            for (position, element) in elements.enumerated() {
                if position > 0 { put(",") }
                pack(element)
            }
            put("]")
        case .number(let number) where number == number.rounded() && abs(number) < 1e15: put(String(Int64(number)))
        default: put(Self.scalar(node) ?? "null")
        }
    }

    /// - Parameter column: Where on the line it begins.
    private mutating func write(_ node: JSONNode, level: Int, column: Int) {
        if let line = Self.oneLine(node), column + line.utf8.count <= Self.lineWidth { return put(line) }
        switch node {
        case .object(let members):
            lines("{", members, "}", level) { writer, member in
                let key = Self.quoted(member.0) + ": "
                writer.put(key)
                writer.write(member.1, level: level + 1, column: (level + 1) * 2 + key.utf8.count)
            }
        case .array(let elements):
            lines("[", elements, "]", level) { $0.write($1, level: level + 1, column: (level + 1) * 2) }
        default:
            put(Self.scalar(node) ?? "null")
        }
    }

    private mutating func lines<Element>(
        _ open: String,
        _ elements: [Element],
        _ close: String,
        _ level: Int,
        _ body: (inout JSONWriter, Element) -> Void
    ) {
        put(open)
        for (position, element) in elements.enumerated() {
            put(position == 0 ? "\n" : ",\n")
            put(String(repeating: "  ", count: level + 1))
            body(&self, element)
        }
        put("\n" + String(repeating: "  ", count: level) + close)
    }

    private mutating func put(_ text: String) {
        bytes.append(contentsOf: text.utf8)
    }

    /// Nil for what contains an object or an array that is not empty.
    private static func oneLine(_ node: JSONNode) -> String? {
        switch node {
        case .object(let members):
            if members.isEmpty { return "{}" }
            let parts = members.compactMap { member in scalar(member.1).map { "\(quoted(member.0)): \($0)" } }
            return parts.count == members.count ? "{ " + parts.joined(separator: ", ") + " }" : nil
        case .array(let elements):
            let parts = elements.compactMap(scalar)
            return parts.count == elements.count ? "[" + parts.joined(separator: ", ") + "]" : nil
        default:
            return scalar(node)
        }
    }

    private static func scalar(_ node: JSONNode) -> String? {
        switch node {
        case .string(let text): quoted(text)
        case .integer(let number): String(number)
        case .count(let number): String(number)
        // The shortest text that reads back as the same number: no noise such as 0.30000000000000004 for 0.3.
        case .number(let number): number.isFinite ? "\(number)" : "null"
        case .bool(let flag): flag ? "true" : "false"
        case .null: "null"
        case .object(let members): members.isEmpty ? "{}" : nil
        case .array(let elements): elements.isEmpty ? "[]" : nil
        }
    }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case "\0"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}":
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
