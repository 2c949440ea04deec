import Measurement
import Testing

@Suite("Histogram")
struct HistogramTests {
    /// HdrHistogram's own example: 10,000 calls of 1 ms and one that stalled for 100 s.
    @Test("gives HdrHistogram's canonical percentiles of a stalled call, uncorrected")
    func canonicalUncorrected() {
        var histogram = Histogram()
        histogram.record(1000, count: 10_000)
        histogram.record(100_000_000)
        #expect(histogram.count == 10_001)
        #expect(histogram.value(atPercentile: 30) == 1000)
        #expect(histogram.value(atPercentile: 99) == 1000)
        #expect(histogram.value(atPercentile: 99.99) == 1000)
        #expect(histogram.value(atPercentile: 99.999) == 100_000_000)
    }

    /// The same stall as an open schedule sees it: one arrival every 10 ms waits for what is left of the 100 s.
    @Test(
        "gives HdrHistogram's canonical percentiles of a stalled call, from the intended start",
        arguments: [
            (30.0, 1000.0), (50, 1000), (75, 50_000_000), (90, 80_000_000), (99, 98_000_000), (99.999, 100_000_000),
        ]
    )
    func canonicalCorrected(percentile: Double, expected: Double) {
        var histogram = Histogram()
        histogram.record(1000, count: 10_000)
        for value in stride(from: UInt64(10_000), through: 100_000_000, by: 10_000) { histogram.record(value) }
        #expect(histogram.count == 20_000)
        #expect(relativeError(Double(histogram.value(atPercentile: percentile)), expected) < 0.001)
    }

    @Test("percentiles are nearest ranks of decimals: 99.9 % of 1000 values is the 999th")
    func decimalRanks() {
        var histogram = Histogram()
        for value in UInt64(1)...1000 { histogram.record(value) }
        #expect(histogram.value(atPercentile: 99.9) == 999)
        #expect(histogram.value(atPercentile: 99.91) == 1000)
        #expect(histogram.value(atPercentile: 29) == 290)
        #expect(histogram.value(atPercentile: 0.1) == 1)
        #expect(histogram.value(atPercentile: 0.11) == 2)
    }

    @Test("the lowest rank is the exact minimum, the highest the exact maximum")
    func exactExtremes() {
        var histogram = Histogram()
        for value in [UInt64(1_000_001), 2_000_003, 3_000_007] { histogram.record(value) }
        #expect(histogram.value(atPercentile: 0) == 1_000_001)
        #expect(histogram.value(atPercentile: 33.3) == 1_000_001)
        #expect(histogram.value(atPercentile: 100) == 3_000_007)
        #expect(histogram.value(atPercentile: 66.7) == 3_000_007)
        #expect(histogram.value(atPercentile: -1) == 1_000_001)
        #expect(histogram.value(atPercentile: .nan) == 1_000_001)
        #expect(histogram.value(atPercentile: .infinity) == 3_000_007)
    }

    @Test("a percentile is never above the maximum though its bucket reaches further")
    func clampedToMaximum() {
        var histogram = Histogram()
        histogram.record(1_000_001, count: 10)
        #expect(histogram.value(atPercentile: 50) == 1_000_001)
    }

    @Test("without values every figure is zero")
    func empty() {
        let histogram = Histogram()
        #expect(histogram.value(atPercentile: 99) == 0)
        #expect(histogram.countAtOrBelow(.max) == 0)
        #expect([histogram.mean, histogram.stdDev] == [0, 0])
    }

    @Test("mean is exact, deviation is that of the population, and zero for equal values")
    func moments() {
        var histogram = Histogram()
        for value: UInt64 in [2, 4, 4, 4, 5, 5, 7, 9] { histogram.record(value) }
        #expect(histogram.mean == 5)
        #expect(histogram.stdDev == 2)

        var constant = Histogram()
        constant.record(123_456_789, count: 77)
        #expect(constant.mean == 123_456_789)
        #expect(constant.stdDev == 0)
    }

    @Test("counts the values at or below a bound")
    func countAtOrBelow() {
        var histogram = Histogram()
        for value in UInt64(100)...1000 { histogram.record(value) }
        #expect(histogram.countAtOrBelow(99) == 0)
        #expect(histogram.countAtOrBelow(100) == 1)
        #expect(histogram.countAtOrBelow(500) == 401)
        #expect(histogram.countAtOrBelow(5_000_000) == 901)
    }

    @Test("order of recording and grouping of merges leave no trace")
    func orderIsInvisible() {
        let values: [UInt64] = [5, 3_000_000_000, 70_000, 1, 900, 123_456]
        var rising = Histogram()
        for value in values.sorted() { rising.record(value) }
        var falling = Histogram()
        for value in values.sorted(by: >) { falling.record(value) }
        #expect(rising == falling)

        let parts = values.map { value in
            var part = Histogram()
            part.record(value)
            return part
        }
        var left = Histogram()
        for part in parts { left.merge(part) }
        var right = parts[5]
        var inner = parts[3]
        inner.merge(parts[4])
        right.merge(inner)
        for part in parts[0..<3] { right.merge(part) }
        #expect(left == rising)
        #expect(right == rising)
    }

    @Test("counts and sums beyond 64 bits stay at the largest number")
    func saturation() {
        var histogram = Histogram()
        histogram.record(.max, count: .max)
        histogram.record(.max, count: .max)
        histogram.merge(histogram)
        #expect(histogram.count == .max)
        #expect(histogram.sum == .max)
        #expect(histogram.value(atPercentile: 50) == .max)
    }
}
