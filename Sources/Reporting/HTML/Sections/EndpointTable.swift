internal import Measurement

/// One row per endpoint, the busiest first.
struct EndpointTable {
    private static let mostShown = 500
    let summary: RunSummary

    var html: HTML {
        guard !summary.endpoints.isEmpty else { return "" }
        let busiest = summary.endpoints.sorted { ($1.requests.sent, $0.name) < ($0.requests.sent, $1.name) }
        var table = HTMLTable(
            caption: "Endpoints",
            head: ["Endpoint", "sent", "failed", "rate", "p50", "p95", "p99", "max", "service p99"]
        )
        let shown = Percentile.all.filter { ["p50", "p95", "p99"].contains($0.name) }
        table.rows = busiest.prefix(Self.mostShown).map { endpoint in
            let times = endpoint.responseTime
            let percentiles = shown.map { percentile in
                times.count < percentile.leastCount
                    ? HTMLTable.Cell(Quantity.none) : HTMLTable.Cell.time(percentile.value(times))
            }
            let rate = endpoint.requests.perSecond
            return [
                HTMLTable.Cell(endpoint.name), .count(endpoint.requests.sent),
                .count(endpoint.requests.failed, badAbove: 0), .number("\(Quantity.rate(rate))/s", rate),
            ] + percentiles
                + [
                    times.count > 0 ? .time(times.max) : HTMLTable.Cell(Quantity.none),
                    times.count < 100 ? HTMLTable.Cell(Quantity.none) : .time(endpoint.serviceTime.p99),
                ]
        }
        let rest = busiest.count - Self.mostShown
        let more: HTML =
            rest > 0 ? "<p class=\"note\">\(rest) more endpoints are in the JSON and CSV forms.</p>" : ""
        return """
            <section aria-labelledby="endpoints"><h2 id="endpoints">Endpoints</h2>
            \(table.html)\(more)</section>

            """
    }
}
