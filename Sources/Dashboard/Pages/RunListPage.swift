internal import LoadPlan
internal import Measurement
internal import Reporting
internal import ResultPipeline

/// The runs, newest first, and the form that starts one.
struct RunListPage {
    let runs: [RunHeader]
    let formSecret: String
    /// What the form holds, and what was wrong with it, where it was refused.
    var draft = RunDraft()
    var problem: String?

    var content: HTML {
        """
        <h1>Runs</h1>
        \(RunForm(draft: draft, formSecret: formSecret, problem: problem).html)
        <section aria-labelledby="list">
        <h2 id="list">History</h2>
        \(runs.isEmpty ? "<p id=\"empty\">No runs yet.</p>" : table)
        </section>
        """
    }

    private var table: HTML {
        """
        <form method="get" action="/compare">
        <div class="scroll"><table id="runs">
        <thead><tr><th>Compare</th><th>Run</th><th>Started</th><th>Target</th><th>Tasks</th><th>Verdict</th><th>Requests</th>
        <th>Failed</th><th>p99</th></tr></thead>
        <tbody>\(runs.map(row))</tbody>
        </table></div>
        <button class="quiet">Compare the two that are chosen</button>
        </form>
        """
    }

    private func row(_ header: RunHeader) -> HTML {
        let request = header.plan.request
        let outcome = header.outcome
        return """
            <tr data-run="\(header.testId)">
            <td><input type="checkbox" name="run" value="\(header.testId)" aria-label="Compare \(header.testId)"></td>
            <td><a href="/runs/\(header.testId)">\(header.testId)</a></td>
            <td>\(UTCTimestamp(epochMilliseconds: header.createdAt).description)</td>
            <td class="target">\(request.method) \(request.url.redacted)</td>
            <td class="number">\(header.taskCount)</td>
            <td>\(VerdictBadge(header: header).html)</td>
            <td class="number">\(outcome.map { String($0.requests) } ?? "–")</td>
            <td class="number">\(outcome.map { String($0.failed) } ?? "–")</td>
            <td class="number">\(RunListEntry(header).result?.p99.map { Shown.milliseconds($0) } ?? "–")</td>
            </tr>

            """
    }
}

/// How a run ended, or that it goes on.
struct VerdictBadge {
    let header: RunHeader

    var html: HTML {
        guard let outcome = header.outcome else { return "<span class=\"badge running\">\(state)</span>" }
        let known = ["passed", "failed", "invalid", "interrupted"].contains(outcome.verdict)
        return "<span class=\"badge \(known ? outcome.verdict : "unknown")\">\(outcome.verdict)</span>"
    }

    private var state: String {
        if header.stopReason != nil { return "stopping" }
        return header.start == nil ? "starting" : "running"
    }
}

/// Figures for people.
enum Shown {
    static func milliseconds(_ value: Double) -> String { decimal(value) + " ms" }

    /// Three significant digits, about.
    static func decimal(_ value: Double) -> String {
        guard value.isFinite, abs(value) < 1e15 else { return "–" }
        let places = abs(value) < 10 ? 100.0 : abs(value) < 100 ? 10.0 : 1.0
        let rounded = (value * places).rounded() / places
        return rounded == rounded.rounded() ? String(Int(rounded)) : "\(rounded)"
    }
}
