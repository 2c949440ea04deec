/// Response time on the live screen: the last window above the whole run.
struct LiveLatency {
    let view: LiveView
    let screen: LiveView.Screen

    /// On a narrow screen the middle one is left out.
    private var isNarrow: Bool { screen.width < 40 }

    var lines: [LiveLine] {
        let figures = view.figures
        guard let p50 = figures.p50, let p95 = figures.p95, let p99 = figures.p99 else {
            return [LiveLine("  no response yet")]
        }
        let window = "last \(Quantity.duration(seconds: figures.windowSeconds))"
        return [
            line("response", ["p50", "p95", "p99"], .dim),
            line(window, figures.last.map { texts($0) } ?? ["p50", "p95", "p99"].map { _ in Quantity.none }),
            line("run", texts(LiveTimes(p50: p50, p95: p95, p99: p99))),
        ]
    }

    private func texts(_ times: LiveTimes) -> [String] {
        [times.p50, times.p95, times.p99].map { Quantity.time(milliseconds: $0) }
    }

    private func line(_ name: String, _ cells: [String], _ tone: LiveLine.Tone = .plain) -> LiveLine {
        let gap = screen.width >= 50 ? 11 : 9
        var line = LiveLine("  " + name.padded(to: 11), .dim)
        let shown = isNarrow ? [cells.first, cells.last].compactMap(\.self) : cells
        for (position, cell) in shown.enumerated() {
            line.add(cell, endingAt: 13 + (position + 1) * gap, tone)
        }
        return line
    }
}
