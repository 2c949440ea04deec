internal import Measurement

/// Requests to look up in the target's traces; nothing where none carried a trace id.
struct ExemplarTable {
    let summary: RunSummary

    var html: HTML {
        guard let exemplars = summary.exemplars else { return "" }
        let slowest = table("The slowest responses, from the moment at which the request was due", exemplars.slowest)
        let failed = table("Some that failed after they were sent, one of each kind first", exemplars.failed)
        return """
            <section aria-labelledby="exemplars"><h2 id="exemplars">Traces</h2>
            \(slowest)\(failed)</section>

            """
    }

    private func table(_ caption: String, _ requests: [ExemplarSummary.Request]) -> HTML {
        guard !requests.isEmpty else { return "" }
        var table = HTMLTable(
            caption: caption,
            head: ["Trace", "Endpoint", "Outcome", "Due at", "Response time"],
            textColumns: 4
        )
        table.rows = requests.map { request in
            [
                HTMLTable.Cell(request.traceId), HTMLTable.Cell(request.endpoint),
                HTMLTable.Cell(request.outcome, isBad: request.error != nil || (request.status ?? 0) >= 400),
                HTMLTable.Cell(request.time.description), .time(request.responseTimeMs),
            ]
        }
        return table.html
    }
}
