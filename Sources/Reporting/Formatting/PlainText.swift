/// Text from targets and plans, made fit for a terminal.
enum PlainText {
    /// `text` with every control and formatting character shown as `�`, so that no escape sequence of a target reaches
    /// the terminal, cut to `limit` characters.
    static func safe(_ text: String, limit: Int = 500) -> String {
        // Most texts are short and plain; asking for the category of a character takes long.
        if text.utf8.count <= limit, text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return text }
        var result = ""
        var count = 0
        for scalar in text.unicodeScalars {
            guard count < limit else { return result + "…" }
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator: result += "\u{FFFD}"
            default: result.unicodeScalars.append(scalar)
            }
            count += 1
        }
        return result
    }
}
