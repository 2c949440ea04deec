/// Rate and latency over time on the live screen.
struct LiveCharts {
    let view: LiveView
    let screen: LiveView.Screen

    /// Left margin with the name, and right margin with the largest value.
    private static let margins = 13 + 14

    var lines: [LiveLine] {
        let columns = min(screen.width - Self.margins, LiveHistory.limit)
        guard columns >= 10, screen.height >= 12, view.history.rates.count > 1 else { return [] }
        let rows = screen.height >= 26 ? 3 : screen.height >= 20 ? 2 : 1
        let charts: [(String, [Double?], (Double) -> String)] = [
            ("rate/s", view.history.rates, { Quantity.rate($0.rounded()) }),
            ("p50", view.history.p50, { Quantity.time(milliseconds: $0) }),
            ("p99", view.history.p99, { Quantity.time(milliseconds: $0) }),
        ]
        return charts.flatMap { name, values, text in
            let chart = BlockChart(
                values: values,
                columns: min(columns, max(values.count, 10)),
                rows: name == "p50" ? 1 : rows,
                glyphs: screen.isUnicode ? .blocks : .ascii
            )
            return chart.lines.enumerated().map { position, bars in
                var line = LiveLine("  " + (position == 0 ? name : "").padded(to: 11), .dim)
                line.add(bars, name == "rate/s" ? .good : .plain)
                line.add(position == 0 ? "  \(text(chart.top))" : "", .dim)
                return line
            }
        }
    }
}
