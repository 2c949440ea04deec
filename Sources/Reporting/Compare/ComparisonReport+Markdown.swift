internal import Measurement

extension ComparisonReport {
    var markdown: String {
        let comparison = comparison
        let mark =
            switch comparison.verdict {
            case .better: "✅ Better"
            case .worse: "❌ Worse"
            case .noEvidence: "✅ No evidence of a change"
            case .invalid: "⚠️ Invalid"
            }
        var text = "### \(mark)\n\n\(MarkdownText.plain(sentence))\n\n"
        text += comparison.notes.map { "- \(MarkdownText.plain($0))\n" }.joined()
        text += comparison.conditions.map { result in
            "- \(result.outcome == .met ? "❌" : result.outcome == .notMet ? "✅" : "⚠️") "
                + "\(MarkdownText.code(result.condition.expression)): \(MarkdownText.plain(Self.text(result)))\n"
        }.joined()
        text += "\n"
        for (place, rows) in placed {
            if let name = place.name {
                let worst = rows.contains { $0.verdict == .worse } ? "❌ " : ""
                text += "<details><summary>\(worst)\(HTML.escapedText(name))</summary>\n\n"
            }
            text += MarkdownText.head(["", "base", "new", "difference", "99 % band", "verdict"])
            for row in rows {
                let cells = Self.cells(row)
                let verdict = row.verdict == .worse ? "**worse**" : cells[4]
                text += MarkdownText.row([row.metric.name] + cells.dropLast() + [verdict])
            }
            text += place == .run ? "\n" : "\n</details>\n\n"
        }
        return text + "Base \(MarkdownText.code(comparison.base.name)) of \(comparison.base.summary.startedAt), new "
            + "\(MarkdownText.code(comparison.new.name)) of \(comparison.new.summary.startedAt). "
            + "The band is that of the noise within the runs.\n"
    }
}

extension HTML {
    /// Text of any origin within markup that is not a page.
    static func escapedText(_ text: String) -> String {
        let html: HTML = "\(text, limit: 200)"
        return html.text
    }
}
