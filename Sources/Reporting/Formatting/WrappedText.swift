/// Sentences in lines.
enum WrappedText {
    /// `text` broken between words so that no line is longer than `width`, where its words allow it; indented by two spaces.
    static func lines(_ text: String, width: Int, indent: String = "  ") -> [String] {
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
            if !line.isEmpty, indent.count + line.count + 1 + word.count > width {
                lines.append(indent + line)
                line = ""
            }
            line += line.isEmpty ? String(word) : " \(word)"
        }
        return line.isEmpty ? lines : lines + [indent + line]
    }
}
