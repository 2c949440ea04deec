/// Text in Markdown as GitHub and GitLab read it.
enum MarkdownText {
    /// Text of any origin as it is: no link, no mention, no markup of its own.
    static func plain(_ text: String, limit: Int = 500) -> String {
        var result = ""
        for scalar in PlainText.safe(text, limit: limit).unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "@": result += "&#64;"
            case "\\", "`", "*", "_", "[", "]", "|", "~", "$":
                result += "\\"
                result.unicodeScalars.append(scalar)
            default: result.unicodeScalars.append(scalar)
            }
        }
        // So that no bare address becomes a link.
        return result.replacing("://", with: "&#58;//").replacing("www.", with: "www&#46;")
    }

    /// Text of any origin as code, also in a cell of a table.
    static func code(_ text: String, limit: Int = 200) -> String {
        let safe = PlainText.safe(text, limit: limit).replacing("`", with: "ˋ").replacing("|", with: "\\|")
        return safe.isEmpty ? "" : "`\(safe)`"
    }

    static func row(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |\n" }

    /// The first `text` columns to the left, all others to the right.
    static func head(_ cells: [String], text: Int = 1) -> String {
        row(cells) + "|" + cells.indices.map { $0 < text ? "---|" : "--:|" }.joined() + "\n"
    }
}
