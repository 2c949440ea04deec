/// A threshold as people write it:
///
///     p(99) < 300ms
///     service p(95) <= 1s in every 1m
///     endpoint "GET /orders": error_rate < 1%, abort after 30s
///
/// In words: what it is about (all requests where nothing is said), a figure, how it is compared, the limit; then, where
/// wanted, the stretch of time in which it must hold again and again, and after how long a run that breaks it is stopped.
public enum ThresholdExpression {
    /// Reads one threshold. A bare number is milliseconds for times and per second for rates; a rate of failures is given in
    /// percent, with the sign.
    /// - Parameter scope: What it is about, where that is stated elsewhere than in `text`.
    /// - Throws: ``ExpressionError`` with the part that is not understood and what is accepted in its place.
    public static func parse(_ text: String, about scope: Threshold.Scope? = nil) throws(ExpressionError) -> Threshold {
        var reader = ThresholdReader(text)
        return try reader.read(scope: scope)
    }

    /// The names of all figures, for those who look one up.
    public static let metrics = [
        "p(99)", "service p(99)", "mean", "max", "min", "median", "error_rate", "rate", "dropped", "count", "failed",
    ]
}
