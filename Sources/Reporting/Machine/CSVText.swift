/// Comma-separated values (RFC 4180) that a spreadsheet cannot take for formulas.
struct CSVText {
    private(set) var text = ""

    /// Appends a row.
    mutating func add(_ cells: [String]) {
        text += cells.map(Self.cell).joined(separator: ",") + "\r\n"
    }

    /// A text that a spreadsheet would compute gets an apostrophe in front; what holds separators is quoted.
    static func cell(_ text: String) -> String {
        var text = text
        if let first = text.unicodeScalars.first, "=+-@\t\r\n".unicodeScalars.contains(first), Double(text) == nil {
            text = "'" + text
        }
        guard text.unicodeScalars.contains(where: { "\",\r\n;".unicodeScalars.contains($0) }) else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
}
