internal import Measurement

/// The lines of the charts, from the detail of a run where there is one, else from its summary.
struct ChartFeed {
    /// Most kinds of error with a line of their own; all others are one line.
    private static let mostErrors = 3

    private let summary: RunSummary
    private let detail: RunDetail?
    /// By second: the summary's timeline sets the axis.
    private let stretches: [Int: RunDetail.Stretch]

    init(summary: RunSummary, detail: RunDetail?) {
        self.summary = summary
        self.detail = detail
        stretches = Dictionary((detail?.stretches ?? []).map { ($0.second, $0) }) { first, _ in first }
    }

    private var width: Double { Double(max(summary.timelineResolutionSeconds, 1)) }

    /// The last entry may cover less than the others.
    private func perSecond(_ count: UInt64, _ second: Int) -> Double {
        let covered = min(width, max(summary.durationSeconds - Double(second), 0))
        return Double(count) / (covered > width * 0.05 ? covered : width)
    }

    var rates: [ChartSeries] {
        let entries = summary.timeline
        var series: [ChartSeries] = []
        if detail != nil {
            series.append(
                ChartSeries(
                    name: "asked",
                    look: 3,
                    values: entries.map { entry in
                        stretches[entry.second].map { perSecond($0.counts.scheduled, entry.second) }
                    }
                )
            )
        }
        series.append(ChartSeries(name: "sent", look: 1, values: entries.map { perSecond($0.sent, $0.second) }))
        series.append(
            ChartSeries(name: "answered", look: 4, values: entries.map { perSecond($0.completed, $0.second) })
        )
        return series
    }

    var times: [ChartSeries] {
        let entries = summary.timeline
        func line(_ name: String, _ look: Int, _ value: (TimelineEntry) -> Double) -> ChartSeries {
            ChartSeries(name: name, look: look, values: entries.map { $0.max > 0 ? value($0) : nil })
        }
        var series = [
            line("p50", 4) { $0.p50 }, line("p95", 3) { $0.p95 }, line("p99", 1) { $0.p99 }, line("max", 5) { $0.max },
        ]
        if detail != nil {
            series.append(
                ChartSeries(
                    name: "service p99 ≈",
                    look: 2,
                    values: entries.map { entry in
                        stretches[entry.second].flatMap { stretch in
                            stretch.serviceTime.count > 0 ? stretch.serviceTime.value(atPercentile: 99) / 1000 : nil
                        }
                    }
                )
            )
        }
        return series
    }

    var outcomes: [ChartSeries] {
        let entries = summary.timeline
        guard detail != nil else {
            return [
                ChartSeries(name: "completed", look: 4, values: entries.map { perSecond($0.completed, $0.second) }),
                ChartSeries(name: "failed", look: 5, values: entries.map { perSecond($0.failed, $0.second) }),
            ]
        }
        let classes = Set(summary.statusCodes.keys.map { $0 / 100 }).sorted()
        let errors = summary.errors.filter { $0.value > 0 }.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(
            \.key
        )
        let named = Set(errors.prefix(Self.mostErrors))
        var series = classes.map { group in
            line("\(group)xx", look: [2: 4, 3: 1, 4: 3, 5: 5][group] ?? 6) { stretch in
                stretch.statusCodes.reduce(0) { $1.key / 100 == group ? $0 &+ $1.value : $0 }
            }
        }
        for (index, label) in errors.prefix(Self.mostErrors).enumerated() {
            series.append(line(PlainText.safe(label, limit: 40), look: 6 + index) { $0.errors[label] ?? 0 })
        }
        guard errors.count > named.count else { return series }
        series.append(
            line("other errors", look: 8) { stretch in
                stretch.errors.reduce(0) { named.contains($1.key) ? $0 : $0 &+ $1.value }
            }
        )
        return series
    }

    private func line(_ name: String, look: Int, _ count: (RunDetail.Stretch) -> UInt64) -> ChartSeries {
        return ChartSeries(
            name: name,
            look: look,
            values: summary.timeline.map { entry in stretches[entry.second].map { perSecond(count($0), entry.second) } }
        )
    }
}
