internal import Measurement

/// The head of the page: what came out, why, and the few figures that matter.
struct VerdictSection {
    private let document: RunDocument
    private var summary: RunSummary { document.summary }

    init(_ document: RunDocument) {
        self.document = document
    }

    var html: HTML {
        let reasons: [HTML] = summary.reasons.prefix(50).map { "<li>\($0)</li>\n" }
        let findings: [HTML] = Findings(summary: summary).sentences.map { "<p>\($0)</p>\n" }
        return """
            <header class="verdict \(HTML.raw(summary.verdict.rawValue))">
            <button type="button" id="theme">Dark or light</button>
            <h1><span class="badge">\(summary.verdict.rawValue.uppercased())</span> \(summary.targetUrl, limit: 2000)</h1>
            <p class="meaning">\(HTML.raw(meaning))</p>
            \(HTML.list("<ul class=\"reasons\">", reasons, "</ul>"))
            \(HTML.list("<div class=\"findings\" role=\"note\">", findings, "</div>"))
            <p class="run">Run <b>\(summary.testId)</b>, started \(summary.startedAt.description), load for \
            \(Quantity.duration(seconds: summary.durationSeconds))</p>
            <dl class="figures">\(figures)</dl>
            </header>
            """
    }

    private var meaning: String {
        switch summary.verdict {
        case .passed where summary.thresholds.isEmpty:
            "Requests succeeded. No threshold was set, so that nothing was asked of their times."
        case .passed: "Every threshold held, and requests succeeded."
        case .failed: "A threshold did not hold, or no request succeeded."
        case .invalid:
            "The figures prove nothing about the target: the generator was the bottleneck, or results are missing."
        case .interrupted: "The run was stopped before its end; the figures are those up to the stop."
        }
    }

    private var figures: [HTML] {
        let requests = summary.requests
        let p99 = summary.responseTime
        let complete =
            summary.tasks.reported == summary.tasks.requested
            && summary.tasks.windowsReceived == summary.tasks.windowsExpected
        return [
            figure("Median response", p99.count > 0 ? Quantity.time(milliseconds: p99.p50) : Quantity.none, p99.p50),
            figure(
                "99 % within",
                p99.count < 100 ? Quantity.none : Quantity.time(milliseconds: p99.p99),
                p99.p99
            ),
            figure("Slowest", p99.count > 0 ? Quantity.time(milliseconds: p99.max) : Quantity.none, p99.max),
            figure("Requests", FixedDecimal.grouped(requests.sent), Double(requests.sent)),
            figure("Rate", "\(Quantity.rate(requests.perSecond))/s", requests.perSecond),
            figure(
                "Failed",
                "\(FixedDecimal.grouped(requests.failed)) (\(Quantity.share(requests.failed, of: requests.sent)))",
                Double(requests.failed),
                isBad: requests.failed > 0
            ),
            figure(
                "Results",
                "\(FixedDecimal.grouped(summary.tasks.reported)) of \(FixedDecimal.grouped(summary.tasks.requested)) tasks",
                Double(summary.tasks.reported),
                isBad: !complete
            ),
        ]
    }

    private func figure(_ name: String, _ text: String, _ value: Double, isBad: Bool = false) -> HTML {
        #"<div><dt>\#(name)</dt><dd class="\#(HTML.raw(isBad ? "bad" : "good"))" data-v="\#("\(value)")">\#(text)</dd></div>"#
    }
}
