internal import Measurement

/// One row per group of steps, timed as a whole.
struct GroupSection {
    private static let mostShown = 50
    let summary: RunSummary

    var lines: [String] {
        guard let groups = summary.groups, !groups.isEmpty else { return [] }
        var table = TextTable()
        let percentiles = Percentile.all.filter { ["p50", "p95", "p99"].contains($0.name) }
        table.add(["", "completed", "failed"] + percentiles.map(\.name) + ["max"])
        for group in groups.prefix(Self.mostShown) {
            table.add(
                [PlainText.safe(group.name, limit: 60), FixedDecimal.grouped(group.completed)]
                    + [FixedDecimal.grouped(group.failed)] + percentiles.map { $0.text(group.time) }
                    + [group.time.count > 0 ? Quantity.time(milliseconds: group.time.max) : Quantity.none]
            )
        }
        let rest = groups.count - Self.mostShown
        return table.lines + (rest > 0 ? ["  and \(FixedDecimal.grouped(rest)) more"] : [])
    }
}
