/// Splits a command line into words as a POSIX shell does, without expanding anything: spaces separate, a backslash
/// takes the next character as it is, single quotes take everything, double quotes everything but a backslash before
/// `"` and `\`. That is what botocore does (Python's `shlex.split`).
enum ShellWords {
    /// The words; nil where a quote is not closed or a backslash ends the text.
    static func split(_ text: String) -> [String]? {
        var words: [String] = []
        var word: String.UnicodeScalarView?
        var quote: Unicode.Scalar?
        var rest = text.unicodeScalars[...]
        while let scalar = rest.popFirst() {
            if let open = quote {
                if scalar == open {
                    quote = nil
                } else if scalar == "\\", open == "\"", let next = rest.first, next == "\"" || next == "\\" {
                    word?.append(next)
                    rest.removeFirst()
                } else {
                    word?.append(scalar)
                }
                continue
            }
            switch scalar {
            case " ", "\t", "\r", "\n":
                if let whole = word { words.append(String(whole)) }
                word = nil
            case "\"", "'":
                quote = scalar
                word = word ?? String.UnicodeScalarView()
            case "\\":
                guard let next = rest.popFirst() else { return nil }
                word = word ?? String.UnicodeScalarView()
                word?.append(next)
            default:
                word = word ?? String.UnicodeScalarView()
                word?.append(scalar)
            }
        }
        guard quote == nil else { return nil }
        if let whole = word { words.append(String(whole)) }
        return words
    }
}
