internal import Measurement

/// What one task owes, and what of it has not arrived.
struct TaskAccount {
    let task: Int
    let ledger: RunCompleteness.Ledger?
    /// Windows of a task that carries out its whole plan; 0 where that is not known.
    let planned: Int
    /// Seconds of load that its share takes; nil where the run may end, or was told to end, early.
    let plannedSeconds: Double?
    let status: TaskStatus?

    /// Less load than planned by so little is the difference of two clocks.
    private static let secondsTolerance = 0.1

    /// Windows its manifest announces. Without a manifest: those of the plan, or those that are known to exist.
    var expected: Int {
        if let manifest = ledger?.manifest { return manifest.windowsSent + manifest.windowsLost }
        return max(planned, ledger?.windows.last ?? 0)
    }

    var sentences: [String] {
        guard let ledger else { return ["task \(task) never reported\(end)"] }
        guard let manifest = ledger.manifest else {
            let windows = gaps(ledger).map { "; \($0.text)" } ?? ""
            return ["task \(task) ended without its final report\(end)\(windows)"]
        }
        var sentences: [String] = []
        if let failure = manifest.failure {
            sentences.append("task \(task) did not carry out its share: \(failure)")
        } else if let plannedSeconds, manifest.loadSeconds < plannedSeconds - Self.secondsTolerance {
            sentences.append(
                "task \(task) was told to end after \(Figure.decimal(manifest.loadSeconds)) s of "
                    + "\(Figure.decimal(plannedSeconds)) s of load\(end)"
            )
        }
        if let gaps = gaps(ledger) {
            let lost = min(manifest.windowsLost, gaps.count)
            let cause = "; the task could not deliver \(lost) of them in time: look at the queue and the way to it"
            sentences.append("task \(task): \(gaps.text)\(lost > 0 ? cause : "")")
        } else if manifest.totals != ledger.counts {
            sentences.append(
                "task \(task): its windows add up to \(ledger.counts.sent) requests sent and \(ledger.counts.failed) "
                    + "failed, its final report says \(manifest.totals.sent) and \(manifest.totals.failed)"
            )
        }
        return sentences
    }

    private var end: String {
        guard case .stopped(let exitCode, let reason) = status?.state else { return "" }
        if let reason { return " (\(BoundedText.clean(reason)))" }
        return exitCode.map { " (it ended with exit status \($0))" } ?? ""
    }

    private func gaps(_ ledger: RunCompleteness.Ledger) -> (count: Int, text: String)? {
        guard expected > 0 else { return nil }
        let gaps = ledger.windows.missing(in: 1...expected)
        guard !gaps.isEmpty else { return nil }
        let shown = gaps.prefix(5).map(Figure.range).joined(separator: ", ")
        let more = gaps.count > 5 ? " and \(gaps.count - 5) gaps more" : ""
        let count = gaps.reduce(0) { $0 + $1.count }
        return (count, "\(count) of \(Figure.count(expected, "window")) missing: sequence \(shown)\(more)")
    }
}
