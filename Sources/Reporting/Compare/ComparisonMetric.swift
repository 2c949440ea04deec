internal import Measurement

/// A figure that two runs are compared by.
public enum ComparisonMetric: Hashable, Sendable {
    /// Percentile of response time in milliseconds.
    case percentile(Double)
    /// Failed requests in per cent of those sent. Differences are in percentage points.
    case failed
    /// Completed requests per second.
    case rate

    /// Those that every comparison shows.
    static let all: [ComparisonMetric] = [
        .percentile(50), .percentile(90), .percentile(95), .percentile(99), .percentile(99.9), .failed, .rate,
    ]

    /// Percentiles that a summary holds.
    static let percentiles: [Double] = [50, 75, 90, 95, 99, 99.9, 99.99]

    /// `p99`, `failed`, `rate`.
    public var name: String {
        switch self {
        case .percentile(let percentile): "p\(Self.plain(percentile))"
        case .failed: "failed"
        case .rate: "rate"
        }
    }

    static func plain(_ number: Double) -> String { number == number.rounded() ? "\(Int(number))" : "\(number)" }

    /// Whether more of it is worse.
    var risesWhenWorse: Bool { self != .rate }

    /// Differences below this are the same for every purpose: milliseconds, percentage points, requests per second.
    var leastDifference: Double {
        switch self {
        case .percentile: 0.1
        case .failed: 0.1
        case .rate: 0.01
        }
    }

    /// Differences below this, in per cent, are no news.
    static let leastPercent = 5.0

    /// The figure, nil where there are too few requests for it to mean anything.
    func value(_ times: LatencySummary, _ counts: RequestCounts, seconds: Double) -> Double? {
        switch self {
        case .percentile(let percentile):
            let needed = (100 / (100 - percentile)).rounded()
            guard times.count > 0, Double(times.count) >= needed else { return nil }
            let figures = [
                50: times.p50, 75: times.p75, 90: times.p90, 95: times.p95, 99: times.p99, 99.9: times.p999,
                99.99: times.p9999,
            ]
            return figures[percentile]
        case .failed: return counts.sent > 0 ? Double(counts.failed) / Double(counts.sent) * 100 : nil
        case .rate: return seconds > 0 ? Double(counts.completed) / seconds : nil
        }
    }

    /// The figure with its unit.
    func text(_ value: Double) -> String {
        switch self {
        case .percentile: Quantity.time(milliseconds: value)
        case .failed: FixedDecimal.text(value, places: 2) + " %"
        case .rate: Quantity.rate(value) + "/s"
        }
    }

    /// A difference with its sign.
    func difference(_ value: Double) -> String {
        let sign = value > 0 ? "+" : ""
        return self == .failed
            ? "\(sign)\(FixedDecimal.text(value, places: 2)) points" : "\(sign)\(FixedDecimal.text(value, places: 1)) %"
    }
}
