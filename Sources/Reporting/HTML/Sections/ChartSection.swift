internal import Measurement

/// The charts of a run. Without detail (a summary read from a file) those that the summary's own timeline can feed.
struct ChartSection {
    private let summary: RunSummary
    private let axis: TimeAxis
    private let marks: TimeMarks
    private let lines: [TimeChart]
    private let heat: HeatMap?
    private let curve: PercentileChart?

    init(_ document: RunDocument) {
        summary = document.summary
        axis = TimeAxis(
            starts: document.summary.timeline.map(\.second),
            width: document.summary.timelineResolutionSeconds,
            seconds: document.summary.durationSeconds
        )
        marks = TimeMarks(stages: document.stages, stalls: Stall.find(in: document.summary))
        let (axis, marks) = (axis, marks)
        lines = Self.lines(document, axis, marks)
        heat = document.detail.map { HeatMap($0, axis: axis, marks: marks) }
        curve = document.detail.map { PercentileChart(response: $0.responseTime, service: $0.serviceTime) }
    }

    var html: HTML {
        guard !summary.timeline.isEmpty else { return "" }
        return """
            <section aria-labelledby="charts"><h2 id="charts">Over time</h2>
            <p class="note">Each point covers \(Quantity.duration(seconds: Double(axis.width))). Point at a chart, or focus it and \
            use the arrow keys, to read values; drag, or press + and −, to zoom; Escape shows the whole run.\(legend)</p>
            <div class="zoom"><button type="button" id="zoom-in">Zoom in</button>\
            <button type="button" id="zoom-out">Zoom out</button><button type="button" id="zoom-all">Whole run</button>\
            <output id="view"></output></div>
            \(lines.map(\.html))\(heat?.html ?? "")\(curve?.html ?? "")</section>

            """
    }

    /// What the marks are that all charts over time have.
    private var legend: String {
        let stall = marks.stalls.isEmpty ? "" : " Shaded: the target stalled."
        return stall + (marks.stages.isEmpty ? "" : " Upright dashed lines: the load changes.")
    }

    /// Everything that the script reads out.
    var data: JSONNode? {
        guard !summary.timeline.isEmpty else { return nil }
        var charts = lines.map { ($0.frame.id, $0.data) }
        if let heat { charts.append(("heat", heat.data)) }
        if let curve { charts.append(("percentiles", curve.data)) }
        return .object([
            ("seconds", .number(axis.seconds)), ("width", .integer(axis.width)),
            ("starts", .array(axis.starts.map { .integer($0) })), ("charts", .object(charts)),
        ])
    }

    private static func lines(_ document: RunDocument, _ axis: TimeAxis, _ marks: TimeMarks) -> [TimeChart] {
        let source = ChartFeed(summary: document.summary, detail: document.detail)
        return [
            TimeChart(
                id: "rate",
                title: "Requests per second",
                explanation: "What the plan called for, what was sent, and what was answered.",
                axis: axis,
                unit: .perSecond,
                series: source.rates,
                marks: marks
            ),
            TimeChart(
                id: "latency",
                title: "Response time",
                explanation:
                    "p50: half of the requests were answered within this time; p95: 95 of 100; p99: 99 of 100; max: the slowest."
                    + (document.detail == nil
                        ? "" : " Service p99: without the wait of requests before they were sent."),
                axis: axis,
                unit: .milliseconds,
                series: source.times,
                marks: marks
            ),
            TimeChart(
                id: "outcomes",
                title: "Status and errors",
                explanation: "Responses by class of status code, and requests without a response, per second.",
                axis: axis,
                unit: .perSecond,
                series: source.outcomes,
                marks: marks
            ),
        ]
    }
}
