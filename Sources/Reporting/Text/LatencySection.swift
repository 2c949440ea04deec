internal import Measurement

/// The table of times, and in words what it shows.
struct LatencySection {
    let summary: RunSummary
    let width: Int

    var lines: [String] {
        guard summary.responseTime.count > 0 else { return ["  no response arrived"] }
        var table = TextTable()
        let columns = columns
        table.add([""] + columns.map(\.name))
        for (name, times) in rows where times.count > 0 {
            table.add([name] + columns.map { $0.text(times) })
        }
        return table.lines + Findings(summary: summary).latency.flatMap { WrappedText.lines($0, width: width) }
    }

    private var rows: [(String, LatencySummary)] {
        [
            ("response time", summary.responseTime),
            ("service time", summary.serviceTime),
            ("first byte", summary.timeToFirstByte),
            ("connect", summary.connect),
            ("TLS handshake", summary.tlsHandshake),
        ]
    }

    private struct Column {
        let name: String
        let text: (LatencySummary) -> String
    }

    /// All that fit: every column but the first takes at most ten characters with its gap.
    private var columns: [Column] {
        let percentiles = Percentile.all.map { percentile in
            Column(name: percentile.name) { percentile.text($0) }
        }
        var columns = [
            Column(name: "min") { Quantity.time(milliseconds: $0.min) },
            Column(name: "mean") { Quantity.time(milliseconds: $0.mean) },
        ]
        columns += percentiles
        columns.append(Column(name: "max") { Quantity.time(milliseconds: $0.max) })
        columns.append(Column(name: "count") { FixedDecimal.grouped($0.count) })
        for name in ["count", "mean", "p90", "min"] where 15 + columns.count * 9 > width {
            columns.removeAll { $0.name == name }
        }
        return columns
    }
}
