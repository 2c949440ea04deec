public import Measurement

/// A run as one HTML page: verdict and reasons first, then what was judged, times, charts, endpoints, tasks, plan and
/// environment. Self-contained: it works offline, asks for nothing, and runs its own style and script only, whatever texts the
/// target or the plan brought along. Bounded: at most 600 points per line, 150 columns of the heat map, 1,000 rows per table.
public struct HTMLReport: Sendable {
    private let document: RunDocument

    /// The report of `document`.
    public init(_ document: RunDocument) {
        self.document = document
    }

    /// UTF-8.
    public var bytes: [UInt8] {
        let charts = ChartSection(document)
        let body: HTML = """
            \(VerdictSection(document).html)
            <main id="main">
            \(JudgementTables(summary: document.summary).html)\(LatencyTable(summary: document.summary).html)\
            \(charts.html)\(RequestTables(summary: document.summary).html)\(EndpointTable(summary: document.summary).html)\
            \(GroupTable(summary: document.summary).html)\(ExemplarTable(summary: document.summary).html)\
            \(TaskTable(document).html)\(FactTables(document).html)\(TimelineTable(summary: document.summary).html)
            </main>
            \(FactTables.footer)
            """
        let title = "\(document.summary.verdict.rawValue): \(PlainText.safe(document.summary.targetUrl, limit: 100))"
        return Page(title: title, body: body, data: charts.data).bytes
    }
}
