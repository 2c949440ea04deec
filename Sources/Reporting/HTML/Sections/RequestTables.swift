internal import Measurement

/// What became of the requests: counts, status codes, errors, bytes.
struct RequestTables {
    let summary: RunSummary

    var html: HTML {
        let requests = summary.requests
        var counts = HTMLTable(
            caption: "Requests",
            head: ["scheduled", "sent", "completed", "failed", "dropped", "bytes sent", "bytes received"],
            textColumns: 0
        )
        counts.rows = [
            [
                .count(requests.scheduled), .count(requests.sent), .count(requests.completed),
                .count(requests.failed, badAbove: 0), .count(requests.dropped, badAbove: 0),
                .number(Quantity.bytes(summary.bytes.sent), Double(summary.bytes.sent)),
                .number(Quantity.bytes(summary.bytes.received), Double(summary.bytes.received)),
            ]
        ]
        return """
            <section aria-labelledby="requests"><h2 id="requests">Requests</h2>
            \(counts.html)<p class="note">Scheduled: due by the plan. Completed: a whole response came. Failed: none came, its \
            status was 400 or above, or a check did not hold. Dropped: due, and never sent.</p>\(outcomes)\(records)</section>

            """
    }

    private var records: HTML {
        guard let raw = summary.raw else { return "" }
        return """
            <p class="note">Recorded one by one: \(FixedDecimal.grouped(raw.written)) requests; lost: \
            \(FixedDecimal.grouped(raw.lost)).</p>

            """
    }

    private var outcomes: HTML {
        let codes = summary.statusCodes.sorted { $0.key < $1.key }.map { ("status \($0.key)", $0.value, $0.key >= 400) }
        let errors = summary.errors.filter { $0.value > 0 }
            .sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            .map { ("error \($0.key)", $0.value, true) }
        guard !codes.isEmpty || !errors.isEmpty else { return "" }
        var table = HTMLTable(caption: "Status codes and errors", head: ["Outcome", "Requests", "Share of those sent"])
        table.rows = (codes + errors).prefix(500).map { name, count, isBad in
            [
                HTMLTable.Cell(name, isBad: isBad), .count(count),
                HTMLTable.Cell(Quantity.share(count, of: summary.requests.sent)),
            ]
        }
        return table.html
    }
}
