import LoadPlan

/// Values that are made: `uuid`, `random.int(1, 10)`, `timestamp.iso`, …
enum GeneratorExpression {
    private static let plain: [String: Generator] = [
        "uuid": .uuid, "timestamp": .timestamp, "timestamp.ms": .timestampMilliseconds,
        "timestamp.iso": .timestampISO8601, "counter": .counter, "vu": .virtualUser, "task": .task,
    ]

    /// How each is written, for messages.
    static let forms = [
        "uuid", "random.int(1,10)", "random.choice(a,b)", "random.string(8)", "timestamp", "timestamp.ms",
        "timestamp.iso",
        "counter", "vu", "task",
    ]

    /// Names that are taken.
    static let reserved: Set<String> = [
        "uuid", "timestamp", "counter", "vu", "task", "random", "env", "secret", "status",
    ]

    /// Nil where `text` names no generator.
    static func parse(_ text: String) throws(ValueProblem) -> Generator? {
        if let generator = plain[text] { return generator }
        guard text.hasPrefix("random.") || text.hasSuffix(")") else { return nil }
        guard let open = text.firstIndex(of: "("), text.hasSuffix(")") else { throw problem(text) }
        let name = ValueText.trimmed(text[..<open])
        let inside = text[text.index(after: open)...].dropLast()
        let arguments = inside.split(separator: ",", omittingEmptySubsequences: false).map { ValueText.trimmed($0) }
        switch name {
        case "random.int":
            guard arguments.count == 2, let from = Int(arguments[0]), let to = Int(arguments[1]), from <= to,
                to.subtractingReportingOverflow(from).overflow == false
            else { throw problem(text, "give two whole numbers, the smaller first, such as ${random.int(1,10)}.") }
            return .integer(from: from, to: to)
        case "random.choice":
            guard !arguments.contains(""), arguments.count <= 1000 else {
                throw problem(text, "give texts between commas, such as ${random.choice(red,green)}.")
            }
            return .choice(arguments)
        case "random.string":
            guard arguments.count == 1, let length = Int(arguments[0]), (1...10_000).contains(length) else {
                throw problem(text, "give a length from 1 to 10000, such as ${random.string(8)}.")
            }
            return .string(length: length)
        default: throw problem(text)
        }
    }

    private static func problem(_ text: String, _ message: String? = nil) -> ValueProblem {
        let hint = Findings.hint(text, forms)
        return ValueProblem(
            text: "${\(text)}",
            message: message ?? "\(hint)values that are made are \(forms.joined(separator: ", "))."
        )
    }
}
