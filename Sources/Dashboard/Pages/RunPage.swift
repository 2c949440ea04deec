internal import LoadPlan
internal import Measurement
internal import Reporting
internal import ResultPipeline

/// One run: live while it goes on, its summary afterwards.
struct RunPage {
    let header: RunHeader
    /// The summary of a run that is over.
    let summary: RunSummary?
    let formSecret: String

    var content: HTML {
        """
        <h1>\(header.testId) \(VerdictBadge(header: header).html)</h1>
        <p class="target">\(header.plan.request.method) \(header.plan.request.url.redacted)</p>
        <p>\(load)</p>
        \(summary.map(ended) ?? live)
        """
    }

    private var load: String {
        let seconds = Shown.decimal(header.plan.profile.seconds)
        let tasks = "\(header.taskCount) task\(header.taskCount == 1 ? "" : "s")"
        let users = "at most \(header.plan.virtualUsers) virtual users"
        return switch header.plan.profile {
        case .open(let rate, _):
            "\(rate.arrivals) requests in \(seconds) s, up to \(Shown.decimal(rate.peakRate))/s, by \(users) in \(tasks)"
        case .closed: "as fast as responses come in, for \(seconds) s, by \(users) in \(tasks)"
        }
    }

    /// The script fills it in; without one the link to the JSON remains.
    private var live: HTML {
        """
        <section id="live" data-events="/api/runs/\(header.testId)/events" aria-live="off">
        <p id="state" role="status">connecting …</p>
        <progress id="progress" max="1" value="0" aria-label="Progress against the schedule"></progress>
        <dl class="figures">
        <div><dt>rate/s</dt><dd id="rate">–</dd></div><div><dt>asked/s</dt><dd id="asked">–</dd></div>
        <div><dt>in flight</dt><dd id="flight">–</dd></div><div><dt>sent</dt><dd id="sent">–</dd></div>
        <div><dt>failed</dt><dd id="failed">–</dd></div><div><dt>dropped</dt><dd id="dropped">–</dd></div>
        </dl>
        <div class="scroll"><table><thead><tr><th>response time</th><th>p50</th><th>p95</th><th>p99</th></tr></thead>
        <tbody><tr><th>last window</th><td id="last50">–</td><td id="last95">–</td><td id="last99">–</td></tr>
        <tr><th>run</th><td id="run50">–</td><td id="run95">–</td><td id="run99">–</td></tr></tbody></table></div>
        \(LiveTables.html)
        <h2>Requests per second</h2><svg id="chart-rate" class="chart" role="img" aria-label="Requests per second over time"></svg>
        <h2>p99 of response time, ms</h2><svg id="chart-p99" class="chart" role="img" aria-label="p99 over time"></svg>
        <h2>Tasks</h2><p id="tasks">–</p><ul id="troubles"></ul>
        <h2>Errors</h2><ul id="errors"></ul>
        <ul id="notices"></ul>
        <form method="post" action="/runs/\(header.testId)/stop"><input type="hidden" name="csrf" value="\(formSecret)">
        <button class="danger">Stop the run</button></form>
        </section>
        """
    }

    private func ended(_ summary: RunSummary) -> HTML {
        let text = String(decoding: TextReport(summary).bytes, as: UTF8.self)
        return """
            <section id="summary">
            <ul class="reasons">\(summary.reasons.map { "<li>\($0)</li>" as HTML })</ul>
            <p class="links"><a href="/runs/\(header.testId)/report.html">HTML report</a>
            <a href="/runs/\(header.testId)/report.json">JSON</a>
            <a href="/runs/\(header.testId)/report.txt">text</a></p>
            <pre>\(text)</pre>
            </section>
            """
    }
}
