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
        for (place, rows) in placed {
            lines += ["", place.name ?? "Whole run"]
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

    /// The rows of the whole run, then those of each endpoint, then those of each group.
    var placed: [(place: ComparedPlace, rows: [ComparisonRow])] {
        var places: [(place: ComparedPlace, rows: [ComparisonRow])] = []
        for row in comparison.rows {
            if let last = places.indices.last, places[last].place == row.place {
                places[last].rows.append(row)
            } else {
                places.append((row.place, [row]))
            }
        }
        return places
    }
}
