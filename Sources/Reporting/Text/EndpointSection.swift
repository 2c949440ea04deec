internal import Measurement

/// One row per endpoint; left out where there is only one, which is the run itself.
struct EndpointSection {
    private static let mostShown = 50
    let summary: RunSummary

    var lines: [String] {
        guard summary.endpoints.count > 1 else { return [] }
        var table = TextTable()
        let percentiles = Percentile.all.filter { ["p50", "p95", "p99"].contains($0.name) }
        table.add(["", "sent", "failed"] + percentiles.map(\.name) + ["max"])
        let largest = summary.endpoints.sorted { ($1.requests.sent, $0.name) < ($0.requests.sent, $1.name) }
        for endpoint in largest.prefix(Self.mostShown) {
            let times = endpoint.responseTime
            table.add(
                [PlainText.safe(endpoint.name, limit: 60), FixedDecimal.grouped(endpoint.requests.sent)]
                    + [FixedDecimal.grouped(endpoint.requests.failed)] + percentiles.map { $0.text(times) }
                    + [times.count > 0 ? Quantity.time(milliseconds: times.max) : Quantity.none]
            )
        }
        let rest = summary.endpoints.count - Self.mostShown
        return table.lines + (rest > 0 ? ["  and \(FixedDecimal.grouped(rest)) more"] : [])
    }
}
