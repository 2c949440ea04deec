/// A comparison for people and machines.
public struct ComparisonReport: Sendable {
    /// The forms.
    public enum Form: String, CaseIterable, Sendable {
        /// For a terminal.
        case text
        /// For a comment on a pull request.
        case markdown
        /// One self-contained page.
        case html
        /// For programs; `schemaVersion` 1.
        case json
    }

    let comparison: Comparison

    /// The report of `comparison`.
    public init(_ comparison: Comparison) {
        self.comparison = comparison
    }

    /// UTF-8, ends with a line break.
    public func bytes(_ form: Form) -> [UInt8] {
        switch form {
        case .text: Array(text.utf8)
        case .markdown: Array(markdown.utf8)
        case .html: html
        case .json: JSONWriter.document(json)
        }
    }

    /// The verdict in a sentence.
    var sentence: String {
        let worse = comparison.rows.filter { $0.verdict == .worse }
        let better = comparison.rows.filter { $0.verdict == .better }
        switch comparison.verdict {
        case .worse: return "\(Self.named(worse)) got worse, by more than chance explains."
        case .better: return "\(Self.named(better)) got better, and nothing got worse."
        case .noEvidence: return "Nothing differs beyond the noise within the runs."
        case .invalid: return "One of the runs proves nothing, and so does the comparison."
        }
    }

    private static func named(_ rows: [ComparisonRow]) -> String {
        let names = rows.prefix(3).map { row in
            row.metric.name + (row.place.name.map { " of \($0)" } ?? "")
        }
        let rest = rows.count - names.count
        return names.joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
    }

    /// What a condition came to, in words.
    static func text(_ result: FailCondition.Result) -> String {
        switch result.outcome {
        case .met:
            let first = result.rows.first
            let by = first.flatMap { row in row.difference.map(row.metric.difference) } ?? ""
            let place = first?.place.name.map { " at \($0)" } ?? ""
            return "met: \(by)\(place)"
        case .notMet: return "not met"
        case .notJudged:
            return
                "not judged: \(PlainText.safe(result.reason ?? "the noise cannot be told, or the figure is missing"))"
        }
    }

    static func cells(_ row: ComparisonRow) -> [String] {
        [
            row.base.map(row.metric.text) ?? Quantity.none, row.new.map(row.metric.text) ?? Quantity.none,
            row.difference.map(row.metric.difference) ?? Quantity.none,
            row.band.map { "\(row.metric.difference($0.lowerBound)) to \(row.metric.difference($0.upperBound))" }
                ?? Quantity.none,
            row.verdict.rawValue,
        ]
    }
}
