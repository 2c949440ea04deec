internal import Measurement

/// One column of a latency table, and how many measurements it takes to mean anything.
struct Percentile {
    let name: String
    /// Below this number of measurements not even one is expected beyond the percentile: it would be the maximum under
    /// another name.
    let leastCount: UInt64
    let value: @Sendable (LatencySummary) -> Double

    static let all: [Percentile] = [
        Percentile(name: "p50", leastCount: 2) { $0.p50 },
        Percentile(name: "p90", leastCount: 10) { $0.p90 },
        Percentile(name: "p95", leastCount: 20) { $0.p95 },
        Percentile(name: "p99", leastCount: 100) { $0.p99 },
        Percentile(name: "p99.9", leastCount: 1000) { $0.p999 },
    ]

    /// The value as it is shown; `–` where it has no meaning.
    func text(_ summary: LatencySummary) -> String {
        summary.count < leastCount ? Quantity.none : Quantity.time(milliseconds: value(summary))
    }

    /// A sentence on those that the run is too short for, or nil.
    static func warning(count: UInt64) -> String? {
        let missing = all.filter { $0.leastCount > count }
        guard let first = missing.first, count > 0 else { return nil }
        let names = missing.count == 1 ? first.name : "\(first.name) and above"
        let responses = count == 1 ? "1 response" : "\(FixedDecimal.grouped(count)) responses"
        return "\(names) of \(responses) would not be meaningful: "
            + "\(first.name) takes at least \(FixedDecimal.grouped(first.leastCount))."
    }
}
