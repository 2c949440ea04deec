extension Histogram {
    /// The nearest-rank percentile in microseconds: the smallest counted value with at least `percentile` per cent of all
    /// values at or below it, as the upper end of its bucket, never outside `min...max`. 0 when empty.
    ///
    /// Rank 1 is exactly ``min`` and the highest rank exactly ``max``. Percentiles are taken as decimals of six places, so
    /// that 99.9 % of 1000 values is rank 999 although 99.9 has no exact binary form. A percentile at or below 0, or not a
    /// number, means the smallest value; one above 100 the largest.
    public func value(atPercentile percentile: Double) -> UInt64 {
        let rank = rank(ofPercentile: percentile)
        guard rank > 1 else { return min }
        guard rank < count else { return max }
        var seen: UInt64 = 0
        for (offset, bucketCount) in buckets.enumerated() where bucketCount > 0 {
            seen = seen.addingSaturated(bucketCount)
            if seen >= rank {
                let value = HistogramLayout.highestEquivalent(at: firstIndex + offset)
                return Swift.min(Swift.max(value, min), max)
            }
        }
        return max
    }

    /// ceil(percentile / 100 × count), at least 1, in integers.
    private func rank(ofPercentile percentile: Double) -> UInt64 {
        guard percentile > 0 else { return 1 }
        guard percentile < 100 else { return Swift.max(count, 1) }
        let millionths = UInt64((percentile * 1_000_000).rounded())
        let whole: UInt64 = 100_000_000
        let (quotient, remainder) = whole.dividingFullWidth(millionths.multipliedFullWidth(by: count))
        return Swift.max(remainder > 0 ? quotient + 1 : quotient, 1)
    }

    /// How many values are at or below `value` (microseconds), to the resolution of its bucket.
    public func countAtOrBelow(_ value: UInt64) -> UInt64 {
        guard value < max else { return count }
        let end = HistogramLayout.index(of: value) - firstIndex + 1
        guard end > 0 else { return 0 }
        return buckets.prefix(end).reduce(0) { $0.addingSaturated($1) }
    }

    /// Arithmetic mean in microseconds, from the exact sum. 0 when empty.
    public var mean: Double {
        count == 0 ? 0 : Double(sum) / Double(count)
    }

    /// Standard deviation of the population in microseconds, each value taken as the middle of its bucket. 0 when empty.
    ///
    /// Computed from the counts in the order of the buckets, hence equal for equal histograms however they were merged.
    public var stdDev: Double {
        var values = 0.0
        var total = 0.0
        for (offset, bucketCount) in buckets.enumerated() where bucketCount > 0 {
            values += Double(bucketCount)
            total += Double(bucketCount) * Double(HistogramLayout.midEquivalent(at: firstIndex + offset))
        }
        guard values > 0 else { return 0 }
        let centre = total / values
        var squares = 0.0
        for (offset, bucketCount) in buckets.enumerated() where bucketCount > 0 {
            let distance = Double(HistogramLayout.midEquivalent(at: firstIndex + offset)) - centre
            squares += Double(bucketCount) * distance * distance
        }
        return (squares / values).squareRoot()
    }
}
