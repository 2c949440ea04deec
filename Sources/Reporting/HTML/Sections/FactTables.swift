internal import Measurement

/// The plan and the environment.
struct FactTables {
    private let document: RunDocument

    init(_ document: RunDocument) {
        self.document = document
    }

    var html: HTML {
        section("Plan", "plan", document.plan, stages) + section("Environment", "environment", document.environment, "")
    }

    private func section(_ title: String, _ id: String, _ facts: [RunDocument.Fact], _ more: HTML) -> HTML {
        guard !facts.isEmpty else { return "" }
        let rows: [HTML] = facts.prefix(300).map { "<dt>\($0.name)</dt><dd>\($0.value)</dd>\n" }
        return """
            <section aria-labelledby="\(id)"><h2 id="\(id)">\(title)</h2>
            <dl class="facts">\(rows)</dl>\(more)</section>

            """
    }

    private var stages: HTML {
        guard !document.stages.isEmpty else { return "" }
        var table = HTMLTable(caption: "Stages", head: ["From", "Load"], textColumns: 2)
        table.rows = document.stages.map { [HTMLTable.Cell(TimeAxis.clock($0.second)), HTMLTable.Cell($0.label)] }
        return table.html
    }

    static let footer: HTML = """
        <footer><p>Percentiles are nearest-rank over the merged histograms of all tasks, within 0.1 %; those per task, marked ≈, \
        within 3 %. Scheduled = sent + dropped; sent = completed + network errors. Failed: no whole response, a status of 400 or \
        above, or a failed check. This page is self-contained and asks for nothing.</p></footer>
        """
}

extension HTML {
    static func + (left: HTML, right: HTML) -> HTML { "\(left)\(right)" }
}
