/// Text from targets and plans, made fit for a terminal.
enum PlainText {
    /// `text` with every control and formatting character shown as `�`, so that no escape sequence of a target reaches
    /// the terminal, cut to `limit` characters.
    static func safe(_ text: String, limit: Int = 500) -> String {
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
