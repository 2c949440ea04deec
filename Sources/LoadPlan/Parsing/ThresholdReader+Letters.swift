extension ThresholdReader {
    mutating func skipSpace() {
        rest = rest.drop { $0.isWhitespace }
    }

    mutating func word() -> String {
        skipSpace()
        let word = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." || $0 == "-" }
        rest = rest.dropFirst(word.count)
        return String(word)
    }

    mutating func lengthText() -> String {
        skipSpace()
        let length = rest.prefix { !$0.isWhitespace && $0 != "," }
        rest = rest.dropFirst(length.count)
        return String(length)
    }

    mutating func take(_ expected: String) -> Bool {
        let before = rest
        if word() == expected { return true }
        rest = before
        return false
    }

    mutating func quoted(after kind: String) throws(ExpressionError) -> String {
        skipSpace()
        guard let quote = rest.first, quote == "\"" || quote == "'" else {
            throw error(text, "after '\(kind)' comes a name in quotes, as in \(kind) \"GET /orders\": p(99) < 300ms.")
        }
        var name = ""
        var isEscaped = false
        rest.removeFirst()
        while let character = rest.first {
            rest.removeFirst()
            if isEscaped {
                name.append(character)
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else if character == quote {
                return name
            } else {
                name.append(character)
            }
        }
        throw error(text, "the name after '\(kind)' has no closing quote.")
    }

    static func trimmed(_ text: some StringProtocol) -> String {
        var rest = Substring(text).drop { $0.isWhitespace }
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return String(rest)
    }

    func error(_ value: some StringProtocol, _ expected: String) -> ExpressionError {
        ExpressionError(.threshold, value: value.isEmpty ? text : String(value), expected: expected)
    }

    // MARK: What makes sense

    static func check(
        _ metric: Threshold.Metric,
        named name: String,
        of scope: Threshold.Scope
    ) throws(ExpressionError) {
        let problem: String? =
            switch (scope, metric) {
            case (.check, .errorRate), (.check, .count), (.check, .failed): nil
            case (.check, _): "a check has error_rate, count and failed."
            case (.group, .servicePercentile): "a group is timed as a whole and has no service time: give p(99)."
            case (.group, .dropped), (.endpoint, .dropped):
                "arrivals are dropped before they are any: leave the name out."
            default: nil
            }
        if let problem { throw ExpressionError(.threshold, value: name, expected: problem) }
    }
}
