internal import Measurement

/// Response time beside service time and what it is made of.
struct LatencyTable {
    let summary: RunSummary

    var html: HTML {
        guard summary.responseTime.count > 0 else {
            return "<section><h2>Latency</h2><p>No response arrived.</p></section>\n"
        }
        let rows = [
            ("Response time", summary.responseTime), ("Service time", summary.serviceTime),
            ("First byte", summary.timeToFirstByte), ("Connect", summary.connect),
            ("TLS handshake", summary.tlsHandshake),
        ]
        var table = HTMLTable(
            caption: "Latency",
            head: ["", "min", "mean"] + Percentile.all.map(\.name) + ["max", "count"]
        )
        table.rows = rows.filter { $0.1.count > 0 }.map { Self.cells($0.0, $0.1) }
        return """
            <section aria-labelledby="latency"><h2 id="latency">Latency</h2>
            \(table.html)<p class="note">Response time counts from the moment a request was due by the plan: it is what a user \
            waits. Service time counts from the moment it was sent. Of 100 requests 99 were answered within p99. A percentile \
            that the run is too short for is shown as –.</p></section>

            """
    }

    private static func cells(_ name: String, _ times: LatencySummary) -> [HTMLTable.Cell] {
        let percentiles = Percentile.all.map { percentile in
            times.count < percentile.leastCount
                ? HTMLTable.Cell(Quantity.none) : HTMLTable.Cell.time(percentile.value(times))
        }
        return [HTMLTable.Cell(name), .time(times.min), .time(times.mean)] + percentiles
            + [.time(times.max), .count(times.count)]
    }
}
