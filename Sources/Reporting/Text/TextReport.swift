public import Measurement

/// A run summary for people: verdict and reasons first, then what was judged, latency, rates, errors, completeness and
/// the generator's own health. Times carry their unit; a percentile that the run is too short for is shown as `–`.
public struct TextReport: Sendable {
    private let summary: RunSummary
    private let options: TextOptions

    /// The report of `summary`.
    public init(_ summary: RunSummary, options: TextOptions = TextOptions()) {
        self.summary = summary
        self.options = options
    }

    /// UTF-8 with a line break at its end. Free of control characters other than line breaks and, where colour was
    /// asked for, its escape sequences.
    public var bytes: [UInt8] { Array(text.utf8) }

    /// The same as a string.
    public var text: String {
        let style = Style(isColoured: options.isColoured)
        let sections: [(title: String, lines: [String])] = [
            ("Checks and thresholds", JudgementSection(summary: summary, style: style).lines),
            ("Latency", LatencySection(summary: summary, width: options.width).lines),
            ("Requests", RequestSection(summary: summary, width: options.width).lines),
            ("Endpoints", EndpointSection(summary: summary).lines),
            ("Groups", GroupSection(summary: summary).lines),
            ("Traces", ExemplarSection(summary: summary).lines),
            ("Completeness", ["  " + completeness(style)]),
            ("Generator", GeneratorSection(summary: summary).lines),
        ]
        let blocks = sections.filter { !$0.lines.isEmpty }.map { [style.bold($0.title)] + $0.lines }
        return ([heading(style)] + blocks).map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
    }

    private func heading(_ style: Style) -> [String] {
        let run =
            "run \(PlainText.safe(summary.testId)), started \(summary.startedAt), "
            + "load for \(Quantity.duration(seconds: summary.durationSeconds))"
        let verdict = "\(style.verdict(summary.verdict))  \(PlainText.safe(summary.targetUrl))"
        return [verdict] + summary.reasons.map { "  " + PlainText.safe($0) } + ["  " + style.dim(run)]
    }

    private func completeness(_ style: Style) -> String {
        let tasks = summary.tasks
        let text =
            "\(FixedDecimal.grouped(tasks.reported)) of \(FixedDecimal.grouped(tasks.requested)) tasks, "
            + "\(FixedDecimal.grouped(tasks.windowsReceived)) of \(FixedDecimal.grouped(tasks.windowsExpected)) windows"
        let isComplete = tasks.reported == tasks.requested && tasks.windowsReceived == tasks.windowsExpected
        return isComplete ? text : style.bad(text)
    }
}
