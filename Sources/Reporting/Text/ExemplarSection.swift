internal import Measurement

/// Requests to look up in the target's traces: a few of the slowest, and of those that failed.
struct ExemplarSection {
    private static let mostShown = 5
    let summary: RunSummary

    var lines: [String] {
        guard let exemplars = summary.exemplars else { return [] }
        var table = TextTable(leadingColumns: 6)
        for (name, requests) in [("slowest", exemplars.slowest), ("failed", exemplars.failed)] {
            for request in requests.prefix(Self.mostShown) {
                table.add([
                    name, PlainText.safe(request.traceId, limit: 32),
                    Quantity.time(milliseconds: request.responseTimeMs),
                    PlainText.safe(request.outcome, limit: 40), PlainText.safe(request.endpoint, limit: 60),
                    request.time.description,
                ])
            }
        }
        return table.lines
    }
}
