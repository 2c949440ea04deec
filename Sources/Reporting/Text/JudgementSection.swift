internal import Measurement

/// Thresholds and checks: what was asked of the target.
struct JudgementSection {
    let summary: RunSummary
    let style: Style

    var lines: [String] {
        var table = TextTable(leadingColumns: 2)
        for threshold in summary.thresholds {
            let mark = threshold.passed ? "ok" : style.bad("FAILED")
            table.add([
                mark, PlainText.safe(threshold.expression, limit: 120),
                "observed \(Quantity.judged(threshold.observed, unit: threshold.unit))",
            ])
        }
        for check in summary.checks {
            let mark = check.fails == 0 ? "ok" : style.bad("FAILED")
            let total = check.passes &+ check.fails
            let held = "\(FixedDecimal.grouped(check.passes)) of \(FixedDecimal.grouped(total))"
            table.add([mark, PlainText.safe(check.name, limit: 120), held])
        }
        return table.lines
    }
}
