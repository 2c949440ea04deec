public import Measurement

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Musl
#endif

/// Response times as HdrHistogram's percentile distribution (`.hgrm`), in milliseconds: what its plotter and others read.
///
/// Source: HdrHistogram, `AbstractHistogram.outputPercentileDistribution` and `PercentileIterator`, 5 ticks per half distance.
public struct PercentileDistribution: Sendable {
    private static let ticksPerHalfDistance = 5.0
    private let histogram: Histogram

    /// The distribution of `histogram`, which counts microseconds.
    public init(_ histogram: Histogram) {
        self.histogram = histogram
    }

    /// ASCII, ends with a line break.
    public var bytes: [UInt8] {
        var text = "       Value     Percentile TotalCount 1/(1-Percentile)\n\n"
        let total = histogram.count
        var (seen, level) = (UInt64(0), 0.0)
        histogram.forEachBucket { values, count in
            seen += count
            let value = Double(values.upperBound) / 1000
            guard seen < total else { return text += Self.last(value, total) }
            while 100 * Double(seen) / Double(total) >= level {
                text += Self.row(value, level / 100, seen)
                let halvings = (log2(100 / (100 - level))).rounded(.down) + 1
                level += 100 / (Self.ticksPerHalfDistance * exp2(halvings))
            }
        }
        return Array((text + foot).utf8)
    }

    private static func row(_ value: Double, _ share: Double, _ count: UInt64) -> String {
        columns(value, share, count) + " " + padded(decimal(1 / (1 - share), places: 2), 14) + "\n"
    }

    /// The row of the largest value has no fourth column.
    private static func last(_ value: Double, _ count: UInt64) -> String { columns(value, 1, count) + "\n" }

    private static func columns(_ value: Double, _ share: Double, _ count: UInt64) -> String {
        "\(padded(decimal(value, places: 3), 12)) \(decimal(share, places: 12)) \(padded(String(count), 10))"
    }

    private var foot: String {
        func number(_ milliseconds: Double) -> String { Self.padded(Self.decimal(milliseconds, places: 3), 12) }
        let count = Self.padded(String(histogram.count), 12)
        return "#[Mean    = \(number(histogram.mean / 1000)), StdDeviation   = \(number(histogram.stdDev / 1000))]\n"
            + "#[Max     = \(number(Double(histogram.max) / 1000)), Total count    = \(count)]\n"
            + "#[Buckets = \(Self.padded("22", 12)), SubBuckets     = \(Self.padded("2048", 12))]\n"
    }

    private static func padded(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }

    /// `number` ≥ 0 with so many decimals, without grouping.
    private static func decimal(_ number: Double, places: Int) -> String {
        guard number.isFinite else { return "Infinity" }
        var scale = 1.0
        for _ in 0..<places { scale *= 10 }
        let whole = number.rounded(.down)
        var fraction = ((number - whole) * scale).rounded()
        let carry = fraction >= scale ? 1.0 : 0
        if carry > 0 { fraction = 0 }
        let digits = String(UInt64(fraction))
        return "\(UInt64(min(whole + carry, 1e18)))." + String(repeating: "0", count: places - digits.count) + digits
    }
}
