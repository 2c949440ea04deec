/// A text of a plan, cut into what stands there and what is asked for: `/orders/${order}`. `$${` is a literal `${`.
struct ValueText {
    enum Segment: Hashable {
        case text(String)
        /// What stands between `${` and `}`, without white space around it.
        case expression(String)
    }

    let segments: [Segment]
    /// The beginning of a value that has no closing brace.
    let unclosed: String?

    init(_ text: String) {
        var segments: [Segment] = []
        var literal = ""
        var unclosed: String?
        var rest = text[...]
        while let dollar = rest.firstIndex(of: "$") {
            literal += rest[..<dollar]
            rest = rest[dollar...]
            if rest.hasPrefix("$${") {
                literal += "${"
                rest = rest.dropFirst(3)
            } else if rest.hasPrefix("${") {
                guard let end = rest.firstIndex(of: "}") else {
                    unclosed = String(rest)
                    rest = ""
                    break
                }
                if !literal.isEmpty { segments.append(.text(literal)) }
                literal = ""
                segments.append(.expression(Self.trimmed(rest[..<end].dropFirst(2))))
                rest = rest[rest.index(after: end)...]
            } else {
                literal += "$"
                rest = rest.dropFirst()
            }
        }
        literal += rest
        if !literal.isEmpty { segments.append(.text(literal)) }
        self.segments = segments
        self.unclosed = unclosed
    }

    static func trimmed(_ text: some StringProtocol) -> String {
        var rest = Substring(text).drop { $0.isWhitespace }
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return String(rest)
    }
}
