internal import Measurement

/// Thresholds and checks.
struct JudgementTables {
    let summary: RunSummary

    var html: HTML {
        guard !summary.thresholds.isEmpty || !summary.checks.isEmpty else { return "" }
        return """
            <section aria-labelledby="judged"><h2 id="judged">Thresholds and checks</h2>
            \(thresholds)\(checks)</section>

            """
    }

    private var thresholds: HTML {
        guard !summary.thresholds.isEmpty else { return "" }
        var table = HTMLTable(caption: "Thresholds", head: ["Result", "Threshold", "Observed"], textColumns: 2)
        table.rows = summary.thresholds.prefix(500).map {
            [
                HTMLTable.Cell($0.passed ? "held" : "FAILED", isBad: !$0.passed), HTMLTable.Cell($0.expression),
                .number(Quantity.judged($0.observed, unit: $0.unit), $0.observed),
            ]
        }
        return table.html
    }

    private var checks: HTML {
        guard !summary.checks.isEmpty else { return "" }
        var table = HTMLTable(caption: "Checks", head: ["Result", "Check", "Held", "Did not", "Share"], textColumns: 2)
        table.rows = summary.checks.prefix(500).map {
            [
                HTMLTable.Cell($0.fails == 0 ? "held" : "FAILED", isBad: $0.fails > 0), HTMLTable.Cell($0.name),
                .count($0.passes), .count($0.fails, badAbove: 0),
                HTMLTable.Cell(Quantity.share($0.passes, of: $0.passes &+ $0.fails)),
            ]
        }
        return table.html
    }
}
