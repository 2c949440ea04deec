/// An arrival rate as people write it: `100`, `100/s`, `50/1m`, `6000/m`, `10k`. Always for the whole test.
public enum RateExpression {
    /// The highest rate that is accepted, in arrivals per second.
    public static let highest = 100_000_000.0

    /// The rate in arrivals per second, from 0 to ``highest``.
    /// - Throws: ``ExpressionError`` for anything else.
    public static func parse(_ text: String) throws(ExpressionError) -> Double {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let count = parts.first.flatMap({ DecimalExpression.parseCount($0) }) else { throw error(text) }
        var rate = count
        if parts.count == 2 {
            guard let period = try? DurationExpression.parsePeriod(String(parts[1])), period > 0 else {
                throw error(text)
            }
            rate = count / period
        }
        guard rate.isFinite, rate <= highest else { throw error(text) }
        return rate
    }

    private static func error(_ text: String) -> ExpressionError {
        ExpressionError(
            .rate,
            value: text,
            expected: "give requests per second for the whole test, such as 100, 100/s, 50/1m or 10k, at most 100m."
        )
    }
}
