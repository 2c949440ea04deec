internal import Measurement

/// One row per group of steps, timed as a whole; nothing where the plan has none.
struct GroupTable {
    private static let mostShown = 500
    let summary: RunSummary

    var html: HTML {
        guard let groups = summary.groups, !groups.isEmpty else { return "" }
        let shown = Percentile.all.filter { ["p50", "p95", "p99"].contains($0.name) }
        var table = HTMLTable(
            caption: "Groups of steps, from their intended start to their end, pauses included",
            head: ["Group", "completed", "failed", "p50", "p95", "p99", "max"]
        )
        table.rows = groups.prefix(Self.mostShown).map { group in
            let percentiles = shown.map { percentile in
                group.time.count < percentile.leastCount
                    ? HTMLTable.Cell(Quantity.none) : HTMLTable.Cell.time(percentile.value(group.time))
            }
            return [HTMLTable.Cell(group.name), .count(group.completed), .count(group.failed, badAbove: 0)]
                + percentiles + [group.time.count > 0 ? .time(group.time.max) : HTMLTable.Cell(Quantity.none)]
        }
        let rest = groups.count - Self.mostShown
        let more: HTML = rest > 0 ? "<p class=\"note\">\(rest) more groups are in the JSON and CSV forms.</p>" : ""
        return """
            <section aria-labelledby="groups"><h2 id="groups">Groups</h2>
            \(table.html)\(more)</section>

            """
    }
}
