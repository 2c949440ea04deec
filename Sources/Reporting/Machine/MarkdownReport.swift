public import Measurement

/// A run in Markdown, for a comment on a pull request or the summary of a job. Bounded to what such places take.
public struct MarkdownReport: Sendable {
    private static let (mostEndpoints, mostGroups, mostTraces) = (30, 30, 5)
    private let summary: RunSummary

    /// The report of `summary`.
    public init(_ summary: RunSummary) {
        self.summary = summary
    }

    /// UTF-8, ends with a line break. Text of the target and the plan is shown as it is: no link, mention or markup in it works.
    public var bytes: [UInt8] {
        Array((head + judged + latency + requests + endpoints + groups + traces + foot).utf8)
    }

    private var head: String {
        let mark =
            switch summary.verdict {
            case .passed: "✅ Passed"
            case .failed: "❌ Failed"
            case .invalid: "⚠️ Invalid"
            case .interrupted: "⚠️ Interrupted"
            }
        let reasons = summary.reasons.prefix(20).map { "- \(MarkdownText.plain($0))\n" }.joined()
        let findings = Findings(summary: summary).sentences.map { "> \(MarkdownText.plain($0))\n" }.joined(
            separator: ">\n"
        )
        return "### \(mark): \(MarkdownText.code(summary.targetUrl))\n\n" + (reasons.isEmpty ? "" : reasons + "\n")
            + (findings.isEmpty ? "" : findings + "\n")
    }

    private var judged: String {
        guard !summary.thresholds.isEmpty || !summary.checks.isEmpty else { return "" }
        var text = MarkdownText.head(["", "Threshold or check", "Observed"], text: 2)
        for threshold in summary.thresholds.prefix(100) {
            text += MarkdownText.row([
                threshold.passed ? "✅" : "❌", MarkdownText.code(threshold.expression),
                MarkdownText.plain(Quantity.judged(threshold.observed, unit: threshold.unit)),
            ])
        }
        for check in summary.checks.prefix(100) {
            text += MarkdownText.row([
                check.fails == 0 ? "✅" : "❌", MarkdownText.code(check.name),
                "held for \(Quantity.share(check.passes, of: check.passes &+ check.fails))",
            ])
        }
        return text + "\n"
    }

    private var latency: String {
        guard summary.responseTime.count > 0 else { return "No response arrived.\n\n" }
        var text = MarkdownText.head([""] + Percentile.all.map(\.name) + ["max"])
        for (name, times) in [("response time", summary.responseTime), ("service time", summary.serviceTime)] {
            text += MarkdownText.row(
                [name] + Percentile.all.map { $0.text(times) } + [Quantity.time(milliseconds: times.max)]
            )
        }
        return text + "\n"
    }

    private var requests: String {
        let requests = summary.requests
        let codes = summary.statusCodes.sorted { $0.key < $1.key }.prefix(20).map {
            "\($0.key): \(FixedDecimal.grouped($0.value))"
        }
        let errors = summary.errors.filter { $0.value > 0 }.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(
            20
        )
        .map { "\(MarkdownText.code($0.key)): \(FixedDecimal.grouped($0.value))" }
        let outcomes = (codes + errors).joined(separator: ", ")
        return
            "\(FixedDecimal.grouped(requests.sent)) requests in \(Quantity.duration(seconds: summary.durationSeconds)) "
            + "(\(Quantity.rate(requests.perSecond))/s), \(FixedDecimal.grouped(requests.failed)) failed "
            + "(\(Quantity.share(requests.failed, of: requests.sent))), \(FixedDecimal.grouped(requests.dropped)) dropped"
            + (outcomes.isEmpty ? "" : "; \(outcomes)") + ".\n\n"
    }

    private var endpoints: String {
        guard summary.endpoints.count > 1 else { return "" }
        let busiest = summary.endpoints.sorted { ($1.requests.sent, $0.name) < ($0.requests.sent, $1.name) }
        let shown = Percentile.all.filter { ["p50", "p95", "p99"].contains($0.name) }
        var text = "<details><summary>\(summary.endpoints.count) endpoints</summary>\n\n"
        text += MarkdownText.head(["endpoint", "sent", "failed"] + shown.map(\.name))
        for endpoint in busiest.prefix(Self.mostEndpoints) {
            text += MarkdownText.row(
                [
                    MarkdownText.code(endpoint.name), FixedDecimal.grouped(endpoint.requests.sent),
                    FixedDecimal.grouped(endpoint.requests.failed),
                ] + shown.map { $0.text(endpoint.responseTime) }
            )
        }
        let rest = busiest.count - Self.mostEndpoints
        return text + (rest > 0 ? "\nand \(rest) more\n" : "") + "\n</details>\n\n"
    }

    private var groups: String {
        guard let groups = summary.groups, !groups.isEmpty else { return "" }
        let shown = Percentile.all.filter { ["p50", "p95", "p99"].contains($0.name) }
        let title = groups.count == 1 ? "1 group" : "\(groups.count) groups"
        var text = "<details><summary>\(title) of steps, timed as a whole</summary>\n\n"
        text += MarkdownText.head(["group", "completed", "failed"] + shown.map(\.name) + ["max"])
        for group in groups.prefix(Self.mostGroups) {
            text += MarkdownText.row(
                [
                    MarkdownText.code(group.name), FixedDecimal.grouped(group.completed),
                    FixedDecimal.grouped(group.failed),
                ] + shown.map { $0.text(group.time) } + [
                    group.time.count > 0 ? Quantity.time(milliseconds: group.time.max) : Quantity.none
                ]
            )
        }
        let rest = groups.count - Self.mostGroups
        return text + (rest > 0 ? "\nand \(rest) more\n" : "") + "\n</details>\n\n"
    }

    private var traces: String {
        guard let exemplars = summary.exemplars else { return "" }
        var text = "<details><summary>Traces of the slowest and of failures</summary>\n\n"
        text += MarkdownText.head(["", "trace", "endpoint", "outcome", "due at", "response time"], text: 5)
        for (name, requests) in [("slowest", exemplars.slowest), ("failed", exemplars.failed)] {
            for request in requests.prefix(Self.mostTraces) {
                text += MarkdownText.row([
                    name, MarkdownText.code(request.traceId), MarkdownText.code(request.endpoint),
                    MarkdownText.plain(request.outcome), request.time.description,
                    Quantity.time(milliseconds: request.responseTimeMs),
                ])
            }
        }
        return text + "\n</details>\n\n"
    }

    private var foot: String {
        let tasks = summary.tasks
        return
            "Run \(MarkdownText.code(summary.testId)), started \(summary.startedAt); \(tasks.reported) of \(tasks.requested) "
            + "tasks, \(tasks.windowsReceived) of \(tasks.windowsExpected) windows.\n"
    }
}
