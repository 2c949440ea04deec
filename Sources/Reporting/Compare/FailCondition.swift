/// What makes a comparison fail: `p(99) worse than 10%`, `failed worse than 0.5%`, `p95 worse than 20% at GET /cart`,
/// `p99 worse than 15% at any endpoint`, `p(99) worse than 10% at group checkout`, `p99 worse than 10% at any group`.
public struct FailCondition: Sendable, Equatable {
    /// What a condition is about.
    public enum Scope: Sendable, Equatable {
        /// The whole run.
        case run
        /// Every endpoint.
        case anyEndpoint
        /// One endpoint, by name.
        case endpoint(String)
        /// Every group of steps.
        case anyGroup
        /// One group of steps, by name.
        case group(String)
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
        /// Why it could not be judged, where the runs lack what it names.
        public var reason: String?
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
            scope = Self.scope(rest.dropFirst().joined(separator: " "))
        } else {
            throw Self.refusal(expression)
        }
    }

    /// `GET /cart`, `group checkout`, `any endpoint`, `any group`; with quotes as thresholds have it: `group "checkout"`,
    /// `endpoint "GET /cart"`.
    private static func scope(_ text: String) -> Scope {
        if text == "any endpoint" { return .anyEndpoint }
        if text == "any group" { return .anyGroup }
        if text.hasPrefix("group ") { return .group(unquoted(text.dropFirst("group ".count))) }
        if text.hasPrefix("endpoint \"") { return .endpoint(unquoted(text.dropFirst("endpoint ".count))) }
        return .endpoint(text)
    }

    private static func unquoted(_ name: Substring) -> String {
        let isQuoted = name.count > 2 && name.hasPrefix("\"") && name.hasSuffix("\"")
        return String(isQuoted ? name.dropFirst().dropLast() : name)
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
                + "rate, and optionally 'at GET /path', 'at group NAME', 'at any endpoint' or 'at any group'"
        )
    }

    /// - Parameter only: The one endpoint that both runs consist of, which has no rows: those of the whole run are the same.
    func judge(_ rows: [ComparisonRow], only: String?) -> Result {
        let subject = rows.filter { $0.metric == metric && isAbout($0.place, only: only) }
        let met = subject.filter { row in
            guard let difference = row.difference, row.isWorseBeyondNoise else { return false }
            return (metric.risesWhenWorse ? difference : -difference) > limit
        }
        guard met.isEmpty else { return Result(condition: self, outcome: .met, rows: met) }
        guard !subject.isEmpty else {
            return Result(condition: self, outcome: .notJudged, rows: [], reason: missing(rows, only: only))
        }
        let isJudged = subject.contains { $0.verdict != .notJudged }
        return Result(condition: self, outcome: isJudged ? .notMet : .notJudged, rows: [])
    }

    private func isAbout(_ place: ComparedPlace, only: String?) -> Bool {
        switch (scope, place) {
        case (.run, .run), (.anyEndpoint, .endpoint), (.anyGroup, .group): true
        case (.endpoint(let name), .endpoint(let other)), (.group(let name), .group(let other)): name == other
        case (.anyEndpoint, .run): only != nil
        case (.endpoint(let name), .run): name == only
        default: false
        }
    }

    /// What a condition names that the runs do not share, and what they do.
    private func missing(_ rows: [ComparisonRow], only: String?) -> String {
        var (endpoints, groups) = ([only].compactMap { $0 }, [String]())
        for row in rows where row.metric == metric {
            switch row.place {
            case .run: break
            case .endpoint(let name): endpoints.append(name)
            case .group(let name): groups.append(name)
            }
        }
        func there(_ kind: String, _ names: [String]) -> String {
            let shown = names.prefix(10).map { "'\($0)'" }.joined(separator: ", ")
            let more = names.count > 10 ? " and \(names.count - 10) more" : ""
            return names.isEmpty ? "they share no \(kind)" : "they share \(shown)\(more)"
        }
        switch scope {
        case .endpoint(let name): return "no endpoint '\(name)' is compared: \(there("endpoint", endpoints))"
        case .group(let name): return "no group '\(name)' is compared: \(there("group", groups))"
        case .anyEndpoint: return "the runs share no endpoint"
        case .run, .anyGroup: return "the runs share no group"
        }
    }
}
