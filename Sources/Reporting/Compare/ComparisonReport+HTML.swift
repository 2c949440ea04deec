extension ComparisonReport {
    var html: [UInt8] {
        let comparison = comparison
        let look =
            switch comparison.verdict {
            case .better, .noEvidence: "passed"
            case .worse: "failed"
            case .invalid: "invalid"
            }
        let notes: [HTML] = comparison.notes.map { "<li>\($0)</li>\n" }
        let conditions: [HTML] = comparison.conditions.map { result in
            """
            <li class="\(HTML.raw(result.outcome == .met ? "bad" : "good"))">fails if \(result.condition.expression): \
            \(Self.text(result))</li>

            """
        }
        let body: HTML = """
            <header class="verdict \(HTML.raw(look))">
            <button type="button" id="theme">Dark or light</button>
            <h1><span class="badge">\(comparison.verdict.rawValue.uppercased())</span> \(comparison.new.name) against \
            \(comparison.base.name)</h1>
            <p class="meaning">\(sentence)</p>
            \(HTML.list("<ul class=\"reasons\">", conditions, "</ul>"))
            \(HTML.list("<ul class=\"reasons\">", notes, "</ul>"))
            <dl class="facts"><dt>Base</dt><dd>\(Self.title(comparison.base))</dd>\
            <dt>New</dt><dd>\(Self.title(comparison.new))</dd></dl>
            </header>
            <main id="main"><p class="note">Two runs never measure quite the same, even of the same target. The bar is where the \
            difference lies, with a confidence of 99 %: to the right of the grey line new is higher than base, to the left it is \
            lower. A bar clear of that line is evidence of a change; one across it may be chance, and a difference below \
            \(Int(ComparisonMetric.leastPercent)) % is no news. The dark line is what was measured. Not judged: it cannot be told, \
            or the plan set it.</p>
            <p class="note">p99: of 100 requests 99 were answered within this response time. Failed: the share of requests that \
            failed. Rate: answers per second.</p>
            \(placed.map(section))</main>
            <footer><p>The band is taken from how much each run varies in itself, window by window: what differs from one run to \
            the next (another machine, a cold cache) is not in it.</p></footer>
            """
        let title = "\(comparison.verdict.rawValue): \(PlainText.safe(comparison.new.name, limit: 80))"
        return Page(title: title, body: body).bytes
    }

    private func section(_ part: (place: ComparedPlace, rows: [ComparisonRow])) -> HTML {
        let reach = max(
            10,
            part.rows.compactMap { $0.band.map { max(abs($0.lowerBound), abs($0.upperBound)) } }.max() ?? 10
        )
        let rows: [HTML] = part.rows.map { row in
            let cells = Self.cells(row)
            let figures: [HTML] = cells.dropLast().map { "<td class=\"n\">\($0)</td>" }
            let isBad = row.verdict == .worse
            return """
                <tr><th scope="row" class="t">\(row.metric.name)</th>\(figures)<td class="band">\(bar(row, reach))</td>\
                <td class="\(HTML.raw(isBad ? "t bad" : "t"))" data-verdict="\(row.metric.name)">\(cells[4])</td></tr>

                """
        }
        let heads: [HTML] = ["", "base", "new", "difference", "99 % band", "", "verdict"].map {
            "<th scope=\"col\">\($0)</th>"
        }
        let title = part.place.name ?? "Whole run"
        return """
            <section><h2>\(title)</h2><div class="scroll" tabindex="0" role="region" aria-label="\(title)">
            <table><thead><tr>\(heads)</tr></thead><tbody>
            \(rows)</tbody></table></div></section>

            """
    }

    /// The band on an axis from −`reach` to +`reach`, zero in the middle.
    private func bar(_ row: ComparisonRow, _ reach: Double) -> HTML {
        guard let band = row.band, let difference = row.difference else { return "" }
        func x(_ value: Double) -> HTML { HTML.raw(ChartPath.percent((min(max(value / reach, -1), 1) + 1) / 2)) }
        let width = HTML.raw(ChartPath.percent(max(0.01, (band.upperBound - band.lowerBound) / reach / 2)))
        return """
            <svg width="100%" height="16" role="img" aria-label="\(row.metric.difference(difference))">\
            <line class="grid" x1="50%" x2="50%" y1="0" y2="16"/>\
            <rect class="\(HTML.raw(row.verdict == .worse ? "bad" : "range"))" x="\(x(band.lowerBound))" y="4" width="\(width)" height="8"/>\
            <line class="cursor" x1="\(x(difference))" x2="\(x(difference))" y1="1" y2="15"/></svg>
            """
    }
}
