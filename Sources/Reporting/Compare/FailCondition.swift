/// What makes a comparison fail: `p(99) worse than 10%`, `failed worse than 0.5%`, `p95 worse than 20% at GET /cart`,
/// `p99 worse than 15% at any endpoint`.
public struct FailCondition: Sendable, Equatable {
    /// What a condition is about.
    public enum Scope: Sendable, Equatable {
        /// The whole run.
        case run
        /// Every endpoint.
        case anyEndpoint
        /// One endpoint, by name.
        case endpoint(String)
    }

    /// What became of a condition.
    public struct Result: Sendable, Equatable {
        /// The kinds of outcome.
        public enum Outcome: String, Sendable {
            /// The figure is worse by more than the limit, and the noise does not explain it.
            case met
            /// It is not.
            case notMet = "not met"
            /// The noise cannot be told, or a run does not have the figure.
            case notJudged = "not judged"
        }

        /// The condition.
        public let condition: FailCondition
        /// What became of it.
        public let outcome: Outcome
        /// Where it is met.
        public let rows: [ComparisonRow]
    }

    /// As it was written.
    public let expression: String
    /// The figure.
    public let metric: ComparisonMetric
    /// Per cent, or percentage points of failures.
    public let limit: Double
    /// Where.
    public let scope: Scope

    /// Reads a condition.
    /// - Throws: ``ReportError`` `invalidCondition` that says what is accepted.
    public init(_ expression: String) throws(ReportError) {
        let words = expression.split(whereSeparator: \.isWhitespace).map(String.init)
        guard words.count >= 4, words[1] == "worse", words[2] == "than" else { throw Self.refusal(expression) }
        guard let metric = Self.metric(words[0]), words[3].hasSuffix("%"), let limit = Double(words[3].dropLast()),
            limit.isFinite, limit >= 0
        else { throw Self.refusal(expression) }
        self.expression = words.joined(separator: " ")
        self.metric = metric
        self.limit = limit
        let rest = words.dropFirst(4)
        if rest.isEmpty {
            scope = .run
        } else if rest.first == "at", rest.count > 1 {
            let name = rest.dropFirst().joined(separator: " ")
            scope = name == "any endpoint" ? .anyEndpoint : .endpoint(name)
        } else {
            throw Self.refusal(expression)
        }
    }

    private static func metric(_ word: String) -> ComparisonMetric? {
        if word == "failed" { return .failed }
        if word == "rate" { return .rate }
        guard word.hasPrefix("p") else { return nil }
        var digits = word.dropFirst()
        if digits.hasPrefix("("), digits.hasSuffix(")") { digits = digits.dropFirst().dropLast() }
        guard let percentile = Double(digits), ComparisonMetric.all.contains(.percentile(percentile)) else {
            return nil
        }
        return .percentile(percentile)
    }

    private static func refusal(_ expression: String) -> ReportError {
        ReportError(
            .invalidCondition,
            "'\(expression)' is no condition: write 'p(99) worse than 10%', with p(50), p(90), p(95), p(99), p(99.9), failed or "
                + "rate, and optionally 'at any endpoint' or 'at GET /path'"
        )
    }

    func judge(_ rows: [ComparisonRow]) -> Result {
        let endpoints = rows.contains { $0.endpoint != nil }
        let subject = rows.filter { row in
            guard row.metric == metric else { return false }
            switch scope {
            case .run: return row.endpoint == nil
            // A run with one endpoint has no rows but those of the whole run.
            case .anyEndpoint: return (row.endpoint != nil) == endpoints
            case .endpoint(let name): return row.endpoint == name || (!endpoints && row.endpoint == nil)
            }
        }
        let met = subject.filter { row in
            guard let difference = row.difference, row.isWorseBeyondNoise else { return false }
            return (metric.risesWhenWorse ? difference : -difference) > limit
        }
        guard met.isEmpty else { return Result(condition: self, outcome: .met, rows: met) }
        let isJudged = !subject.isEmpty && subject.contains { $0.verdict != .notJudged }
        return Result(condition: self, outcome: isJudged ? .notMet : .notJudged, rows: [])
    }
}
