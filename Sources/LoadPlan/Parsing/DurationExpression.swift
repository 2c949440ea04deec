/// A length of time as people write it: `300ms`, `90s`, `5m`, `1h30m`, `1d`. A bare number is seconds.
public enum DurationExpression {
    private static let units: [(name: String, seconds: Double)] = [
        ("d", 86_400), ("h", 3600), ("m", 60), ("s", 1), ("ms", 0.001),
    ]

    /// The length in seconds, at least 0 and finite. Units come in descending order, each at most once; each number may
    /// have a fraction.
    /// - Throws: ``ExpressionError`` for anything else.
    public static func parse(_ text: String) throws(ExpressionError) -> Double {
        let parts = try parts(of: text)
        if parts.count == 1, parts[0].unit.isEmpty, let seconds = DecimalExpression.parse(parts[0].number) {
            return seconds
        }
        var seconds = 0.0
        var allowed = units[...]
        for part in parts {
            guard let number = DecimalExpression.parse(part.number),
                let position = allowed.firstIndex(where: { $0.name == part.unit })
            else { throw error(text) }
            seconds += unit(number, allowed[position])
            allowed = allowed[(position + 1)...]
        }
        return seconds
    }

    /// A length as a person would write it: `300ms`, `90s`, `1h30m`, `2.5s`. Reading it gives `seconds` again, to the millisecond.
    public static func text(_ seconds: Double) -> String {
        guard seconds.isFinite, seconds >= 0, seconds < 1e12 else { return "\(seconds)s" }
        let milliseconds = Int64((seconds * 1000).rounded())
        if milliseconds < 1000 { return "\(milliseconds)ms" }
        if !milliseconds.isMultiple(of: 1000) { return "\(Double(milliseconds) / 1000)s" }
        var rest = milliseconds / 1000
        if rest < 120 { return "\(rest)s" }
        var text = ""
        for (name, length) in [("h", Int64(3600)), ("m", 60), ("s", 1)] where rest >= length {
            text += "\(rest / length)\(name)"
            rest %= length
        }
        return text
    }

    /// The length of one unit (`s`, `m`, …) or of an expression, as it follows the slash of a rate.
    static func parsePeriod(_ text: String) throws(ExpressionError) -> Double {
        if let unit = units.first(where: { $0.name == text }) { return unit.seconds }
        return try parse(text)
    }

    /// Dividing by 1000 is exact where multiplying by 0.001 is not.
    private static func unit(_ number: Double, _ unit: (name: String, seconds: Double)) -> Double {
        unit.name == "ms" ? number / 1000 : number * unit.seconds
    }

    private static func parts(of text: String) throws(ExpressionError) -> [(number: Substring, unit: Substring)] {
        var parts: [(number: Substring, unit: Substring)] = []
        var rest = text[...]
        while !rest.isEmpty {
            let number = rest.prefix { $0.isNumber || $0 == "." }
            rest = rest.dropFirst(number.count)
            let unit = rest.prefix { !$0.isNumber && $0 != "." }
            rest = rest.dropFirst(unit.count)
            parts.append((number, unit))
            guard parts.count <= units.count else { throw error(text) }
        }
        guard !parts.isEmpty else { throw error(text) }
        return parts
    }

    private static func error(_ text: String) -> ExpressionError {
        ExpressionError(.duration, value: text, expected: "give a duration such as 300ms, 90s, 5m, 1h30m, or seconds.")
    }
}
