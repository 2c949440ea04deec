internal import Measurement

/// Whether the figures are the target's or the generator's own.
struct GeneratorSection {
    let summary: RunSummary

    var lines: [String] {
        let generator = summary.generator
        var table = TextTable(leadingColumns: 2)
        table.add(["start lag", lag])
        table.add(["CPU", cpu])
        if generator.virtualUsersLimited {
            let wait = generator.virtualUserWait
            table.add([
                "waiting",
                "\(FixedDecimal.grouped(generator.arrivalsThatWaited)) requests waited for a free virtual user, "
                    + "up to \(Quantity.time(milliseconds: wait.max)): more --vus would show whether the target keeps up",
            ])
        }
        return table.lines + generator.reasons.map { "  " + PlainText.safe($0) }
    }

    private var lag: String {
        let lag = summary.generator.startLag
        let largest = "max \(Quantity.time(milliseconds: summary.generator.maxStartLagMs))"
        guard lag.count > 0 else { return largest }
        return "p50 \(Quantity.time(milliseconds: lag.p50)), p99 \(Quantity.time(milliseconds: lag.p99)), \(largest)"
    }

    private var cpu: String {
        let generator = summary.generator
        let used = "\(FixedDecimal.text(generator.cpuSeconds, places: 2)) s used"
        let perRequest =
            summary.requests.sent > 0
            ? " (\(Quantity.time(milliseconds: generator.cpuSeconds * 1000 / Double(summary.requests.sent))) per request)"
            : ""
        let throttled =
            generator.cpuThrottledSeconds > 0
            ? "throttled for \(FixedDecimal.text(generator.cpuThrottledSeconds, places: 2)) s" : "not throttled"
        return "\(used)\(perRequest), \(throttled)"
    }
}
