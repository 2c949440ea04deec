/// Reads a threshold from left to right.
struct ThresholdReader {
    let text: String
    var rest: Substring

    init(_ text: String) {
        self.text = text
        rest = text[...]
    }

    mutating func read(scope stated: Threshold.Scope?) throws(ExpressionError) -> Threshold {
        guard text.utf8.count <= 1000 else {
            throw error(text, "a threshold has at most 1000 characters.")
        }
        let written = try scope()
        if let stated, written != nil, written != stated {
            throw error(text, "what the threshold is about is stated twice: leave it out in one place.")
        }
        let scope = stated ?? written ?? .all
        let metric = try metric()
        try Self.check(metric.value, named: metric.name, of: scope)
        let comparison = try comparison()
        let limit = try limit(of: metric.value)
        guard comparison != nil || limit == 0 else {
            throw error("==", "only the limit 0 can be met exactly: give <, <=, > or >=.")
        }
        let every = try every()
        let abort = try abort()
        guard rest.isEmpty else {
            if ["ms", "s", "m", "h", "%", "/s"].contains(Self.trimmed(rest)) {
                throw error(text, "a unit follows its number without a blank, as in 300ms, 1% or 95/s.")
            }
            throw error(rest, "a threshold ends after its limit, 'in every 1m' or 'abort after 30s'.")
        }
        return Threshold(
            expression: Self.trimmed(text),
            scope: scope,
            metric: metric.value,
            comparison: comparison ?? .atMost,
            limit: limit,
            everySeconds: every,
            abortAfterSeconds: abort
        )
    }

    // MARK: Parts

    private mutating func scope() throws(ExpressionError) -> Threshold.Scope? {
        let before = rest
        let kind = word()
        guard ["endpoint", "group", "check"].contains(kind) else {
            rest = before
            return nil
        }
        let name = try quoted(after: kind)
        skipSpace()
        guard rest.first == ":" else {
            throw error(text, "after the name comes a colon, as in \(kind) \"\(name)\": error_rate < 1%.")
        }
        rest.removeFirst()
        return switch kind {
        case "endpoint": .endpoint(name)
        case "group": .group(name)
        default: .check(name)
        }
    }

    private mutating func metric() throws(ExpressionError) -> (name: String, value: Threshold.Metric) {
        let first = word()
        switch first {
        case "mean", "avg": return (first, .mean)
        case "max": return (first, .max)
        case "min": return (first, .min)
        case "median", "med": return (first, .responsePercentile(50))
        case "error_rate": return (first, .errorRate)
        case "rate": return (first, .rate)
        case "dropped": return (first, .dropped)
        case "count": return (first, .count)
        case "failed": return (first, .failed)
        case "service": return (first, .servicePercentile(try percent(word())))
        case "response": return (first, .responsePercentile(try percent(word())))
        default: return (first, .responsePercentile(try percent(first)))
        }
    }

    /// The number of `p99` or `p(99)`.
    private mutating func percent(_ word: String) throws(ExpressionError) -> Double {
        guard word.first == "p", word.dropFirst().allSatisfy({ $0.isNumber || $0 == "." }) else {
            let near = NearMiss.of(word, among: ThresholdExpression.metrics).map { "did you mean \($0)? " } ?? ""
            let metrics = ThresholdExpression.metrics.joined(separator: ", ")
            throw error(word, "\(near)A threshold begins with one of \(metrics).")
        }
        var number = word.dropFirst()
        var shown = word
        if number.isEmpty, rest.first == "(" {
            let end = rest.firstIndex(of: ")") ?? rest.endIndex
            number = rest[rest.index(after: rest.startIndex)..<end]
            shown += "\(rest[..<end])\(end < rest.endIndex ? ")" : "")"
            rest = end < rest.endIndex ? rest[rest.index(after: end)...] : rest[end...]
        }
        guard let percent = DecimalExpression.parse(Self.trimmed(number)), percent > 0, percent <= 100 else {
            throw error(shown, "a percentile is above 0 and at most 100, such as p(99) or p(99.9).")
        }
        return percent
    }

    /// Nil for `==`.
    private mutating func comparison() throws(ExpressionError) -> Threshold.Comparison? {
        skipSpace()
        let sign = rest.prefix { "<>=!≤≥".contains($0) }
        rest = rest.dropFirst(sign.count)
        if sign == "==" || sign == "=" { return nil }
        guard let comparison = Threshold.Comparison(rawValue: String(sign)) else {
            throw error(sign, "after the figure comes <, <=, > or >= and the limit.")
        }
        return comparison
    }

    private mutating func limit(of metric: Threshold.Metric) throws(ExpressionError) -> Double {
        skipSpace()
        let limit = rest.prefix { !$0.isWhitespace && $0 != "," }
        rest = rest.dropFirst(limit.count)
        let bare = DecimalExpression.parse(limit)
        switch metric {
        case .responsePercentile, .servicePercentile, .mean, .max, .min:
            if let bare { return bare }
            guard let seconds = try? DurationExpression.parse(String(limit)) else {
                throw error(limit, "its limit is a time such as 300ms or 1.5s; a bare number is milliseconds.")
            }
            return seconds * 1000
        case .errorRate:
            guard limit.last == "%", let percent = DecimalExpression.parse(limit.dropLast()), percent <= 100 else {
                throw error(limit, "its limit is a percentage from 0% to 100%, with the sign, such as 1%.")
            }
            return percent
        case .rate:
            guard let rate = try? RateExpression.parse(String(limit)) else {
                throw error(limit, "its limit is a rate such as 95, 95/s or 6000/m; a bare number is per second.")
            }
            return rate
        case .dropped, .count, .failed:
            guard let count = DecimalExpression.parseCount(limit) else {
                throw error(limit, "its limit is a number such as 0, 100 or 10k.")
            }
            return count
        }
    }

    private mutating func every() throws(ExpressionError) -> Double? {
        guard take("in") else { return nil }
        guard take("every") else { throw error(text, "after 'in' comes 'every' and a length, as in every 1m.") }
        let length = lengthText()
        guard let seconds = try? DurationExpression.parse(length), seconds >= 1, seconds == seconds.rounded() else {
            throw error(length, "'in every' takes whole seconds, at least 1s, such as 10s or 1m.")
        }
        return seconds
    }

    private mutating func abort() throws(ExpressionError) -> Double? {
        skipSpace()
        let hasComma = rest.first == ","
        if hasComma { rest.removeFirst() }
        guard take("abort") else {
            if hasComma { throw error(Self.trimmed(rest), "after the comma comes 'abort after 30s'.") }
            return nil
        }
        guard take("after") else { return 0 }
        let length = lengthText()
        guard let seconds = try? DurationExpression.parse(length) else {
            throw error(length, "'abort after' takes a length of time such as 30s.")
        }
        return seconds
    }
}
