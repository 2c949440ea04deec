internal import Measurement

extension ComparisonReport {
    var text: String {
        let comparison = comparison
        var lines = ["\(comparison.verdict.rawValue.uppercased())  \(sentence)"]
        lines.append("  base \(Self.title(comparison.base))")
        lines.append("  new  \(Self.title(comparison.new))")
        lines += comparison.notes.map { "  note: \(PlainText.safe($0))" }
        lines += comparison.conditions.map { result in
            "  \(PlainText.safe(result.condition.expression, limit: 120)): \(Self.text(result))"
        }
        for (endpoint, rows) in grouped {
            lines += ["", endpoint.map { PlainText.safe($0, limit: 100) } ?? "Whole run"]
            var table = TextTable()
            table.add(["", "base", "new", "difference", "99 % band", ""])
            for row in rows { table.add([row.metric.name] + Self.cells(row)) }
            lines += table.lines
        }
        return lines.joined(separator: "\n") + "\n"
    }

    static func title(_ run: ComparedRun) -> String {
        "\(PlainText.safe(run.summary.testId)), \(run.summary.startedAt), \(run.summary.verdict.rawValue), "
            + PlainText.safe(run.summary.targetUrl, limit: 200)
    }

    /// The rows of the whole run, then those of each endpoint.
    var grouped: [(endpoint: String?, rows: [ComparisonRow])] {
        var groups: [(endpoint: String?, rows: [ComparisonRow])] = []
        for row in comparison.rows {
            if let last = groups.indices.last, groups[last].endpoint == row.endpoint {
                groups[last].rows.append(row)
            } else {
                groups.append((row.endpoint, [row]))
            }
        }
        return groups
    }
}
