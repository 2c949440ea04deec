internal import Measurement

/// The figures behind the charts, for those who cannot see them or want to copy them.
struct TimelineTable {
    let summary: RunSummary

    var html: HTML {
        guard !summary.timeline.isEmpty else { return "" }
        var table = HTMLTable(
            caption: "The run over time",
            head: ["from", "sent", "completed", "failed", "p50", "p95", "p99", "max"]
        )
        table.rows = summary.timeline.map {
            [
                .number(TimeAxis.clock(Double($0.second)), Double($0.second)), .count($0.sent), .count($0.completed),
                .count($0.failed, badAbove: 0), .time($0.p50), .time($0.p95), .time($0.p99), .time($0.max),
            ]
        }
        return """
            <section><h2>Timeline</h2><details><summary>Figures over time, one row for every \
            \(Quantity.duration(seconds: Double(summary.timelineResolutionSeconds)))</summary>
            \(table.html)</details></section>

            """
    }
}
