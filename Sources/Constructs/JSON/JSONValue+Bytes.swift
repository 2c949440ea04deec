extension JSONValue {
    /// How a document is laid out.
    public enum Layout: Sendable {
        /// No blank anywhere.
        case compact
        /// One member a line, two spaces a level, a line feed at the end: to be read, and compared line by line.
        case indented
    }

    /// The document in UTF-8, the keys of objects sorted by their UTF-8 bytes.
    public func bytes(_ layout: Layout = .compact) -> [UInt8] {
        var writer = JSONTextWriter(isIndented: layout == .indented)
        writer.write(self)
        if layout == .indented { writer.text.append(0x0A) }
        return writer.text
    }
}

/// Appends JSON text.
struct JSONTextWriter {
    var text: [UInt8] = []
    private let isIndented: Bool
    private var level = 0

    init(isIndented: Bool) {
        self.isIndented = isIndented
    }

    mutating func write(_ value: JSONValue) {
        switch value {
        case .null: text += "null".utf8
        case .bool(let value): text += (value ? "true" : "false").utf8
        case .integer(let value): text += String(value).utf8
        case .string(let value): text += JSONText.quoted(value).utf8
        case .array(let elements):
            list("[", elements, "]") { $0.write($1) }
        case .object(let fields):
            list("{", fields.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }, "}") { writer, field in
                writer.text += (JSONText.quoted(field.key) + (writer.isIndented ? ": " : ":")).utf8
                writer.write(field.value)
            }
        }
    }

    private mutating func list<Element>(
        _ open: String,
        _ elements: [Element],
        _ close: String,
        _ body: (inout JSONTextWriter, Element) -> Void
    ) {
        text += open.utf8
        level += 1
        for (index, element) in elements.enumerated() {
            if index > 0 { text.append(UInt8(ascii: ",")) }
            breakLine()
            body(&self, element)
        }
        level -= 1
        if !elements.isEmpty { breakLine() }
        text += close.utf8
    }

    private mutating func breakLine() {
        guard isIndented else { return }
        text.append(0x0A)
        text += repeatElement(0x20, count: 2 * level)
    }
}

/// Strings as JSON writes them.
enum JSONText {
    /// The string in quotes; control characters, the quote and the backslash escaped (RFC 8259, section 7).
    static func quoted(_ text: String) -> String { "\"\(escaped(text))\"" }

    /// What ``quoted(_:)`` puts between the quotes.
    static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": escaped += "\\\""
            case "\\": escaped += "\\\\"
            case "\n": escaped += "\\n"
            case "\r": escaped += "\\r"
            case "\t": escaped += "\\t"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                escaped += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
