/// A whole number within bounds: `10`, `10k`, `1m`.
public enum CountExpression {
    /// - Throws: ``ExpressionError`` for anything that is not a whole number in `range`; it names the range.
    public static func parse(_ text: String, in range: ClosedRange<Int>) throws(ExpressionError) -> Int {
        guard let number = DecimalExpression.parseCount(text), number == number.rounded(),
            let whole = Int(exactly: number), range.contains(whole)
        else {
            let bounds =
                range.upperBound == .max
                ? "of at least \(range.lowerBound)" : "from \(range.lowerBound) to \(range.upperBound)"
            throw ExpressionError(.count, value: text, expected: "give a whole number \(bounds).")
        }
        return whole
    }
}
