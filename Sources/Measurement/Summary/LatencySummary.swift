/// A distribution of times as the run summary shows it: milliseconds, to the microsecond, nearest-rank percentiles.
public struct LatencySummary: Codable, Sendable, Equatable {
    /// Always `ms`.
    public var unit: String
    /// Number of times measured. All other figures are 0 when this is.
    public var count: UInt64
    /// Smallest, exact.
    public var min: Double
    /// Arithmetic mean, exact to the microsecond.
    public var mean: Double
    /// Standard deviation of the population, within the histogram's resolution.
    public var stdDev: Double
    /// 50th percentile.
    public var p50: Double
    /// 75th percentile.
    public var p75: Double
    /// 90th percentile.
    public var p90: Double
    /// 95th percentile.
    public var p95: Double
    /// 99th percentile.
    public var p99: Double
    /// 99.9th percentile.
    public var p999: Double
    /// 99.99th percentile.
    public var p9999: Double
    /// Largest, exact.
    public var max: Double

    private enum CodingKeys: String, CodingKey {
        case unit, count, min, mean, stdDev, p50, p75, p90, p95, p99
        case p999 = "p99.9"
        case p9999 = "p99.99"
        case max
    }

    /// The figures of `histogram`.
    public init(histogram: Histogram) {
        func percentile(_ percentile: Double) -> Double {
            Milliseconds.from(microseconds: histogram.value(atPercentile: percentile))
        }
        unit = "ms"
        count = histogram.count
        min = Milliseconds.from(microseconds: histogram.min)
        mean = Milliseconds.from(microseconds: histogram.mean)
        stdDev = Milliseconds.from(microseconds: histogram.stdDev)
        p50 = percentile(50)
        p75 = percentile(75)
        p90 = percentile(90)
        p95 = percentile(95)
        p99 = percentile(99)
        p999 = percentile(99.9)
        p9999 = percentile(99.99)
        max = Milliseconds.from(microseconds: histogram.max)
    }
}
