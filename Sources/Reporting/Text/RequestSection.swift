internal import Measurement

/// Rates, counts, errors, status codes and bytes.
struct RequestSection {
    let summary: RunSummary
    let width: Int

    var lines: [String] {
        let requests = summary.requests
        var table = TextTable(leadingColumns: 2)
        table.add(["rate", rate])
        table.add(["requests", counts])
        table.add([
            "failed", "\(FixedDecimal.grouped(requests.failed)) (\(Quantity.share(requests.failed, of: answered)))",
        ])
        if requests.dropped > 0 {
            let share = Quantity.share(requests.dropped, of: requests.scheduled)
            table.add([
                "dropped", "\(FixedDecimal.grouped(requests.dropped)) (\(share) of those scheduled were never sent)",
            ])
        }
        table.add(["bytes", bytes])
        if let records { table.add(["records", records]) }
        let findings = Findings(summary: summary).outcomes.flatMap { WrappedText.lines($0, width: width) }
        return table.lines + outcomes + findings
    }

    /// What the failures are a share of; a request that was never sent failed by no fault of the target.
    private var answered: UInt64 { summary.requests.sent }

    private var rate: String {
        let achieved = "\(Quantity.rate(summary.requests.perSecond))/s achieved"
        if summary.loadModel == .closed { return "\(achieved), as fast as responses came in" }
        guard summary.durationSeconds > 0 else { return achieved }
        let asked = Double(summary.requests.scheduled) / summary.durationSeconds
        return "\(Quantity.rate((asked * 1000).rounded() / 1000))/s asked, \(achieved)"
    }

    private var counts: String {
        let requests = summary.requests
        return [("scheduled", requests.scheduled), ("sent", requests.sent), ("completed", requests.completed)]
            .map { "\(FixedDecimal.grouped($0.1)) \($0.0)" }.joined(separator: ", ")
    }

    private var records: String? {
        summary.raw.map { raw in
            "\(FixedDecimal.grouped(raw.written)) written, \(FixedDecimal.grouped(raw.lost)) lost; writing took "
                + "\(FixedDecimal.text(raw.cpuSeconds, places: 2)) s of CPU"
        }
    }

    private var bytes: String {
        "\(Quantity.bytes(summary.bytes.sent)) sent, \(Quantity.bytes(summary.bytes.received)) received"
    }

    /// Status codes first, then errors, the most frequent first.
    private var outcomes: [String] {
        let codes = summary.statusCodes.sorted { $0.key < $1.key }.map { ("status \($0.key)", $0.value) }
        let errors = summary.errors.filter { $0.value > 0 }
            .sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            .map { ("error \(PlainText.safe($0.key, limit: 60))", $0.value) }
        var table = TextTable()
        for (name, count) in codes + errors {
            table.add([name, FixedDecimal.grouped(count), Quantity.share(count, of: summary.requests.sent)])
        }
        return table.lines
    }
}
