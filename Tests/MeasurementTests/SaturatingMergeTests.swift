import Testing

@testable import Measurement

/// Sums that do not fit stay at the largest value, in whatever order and form the parts come.
@Suite("Merging counts that do not fit")
struct SaturatingMergeTests {
    private static func histogram(_ random: inout SeededGenerator) -> Histogram {
        var histogram = Histogram()
        for _ in 0..<Int.random(in: 1...6, using: &random) {
            let count = UInt64(Int64.max) >> UInt64.random(in: 0...60, using: &random)
            histogram.record(UInt64.random(in: 0...4000, using: &random), count: Swift.max(1, count))
        }
        return histogram
    }

    @Test("saturates bucket by bucket, decoded or not")
    func buckets() throws {
        var random = SeededGenerator(state: 5)
        for _ in 0..<300 {
            var (merged, decoded) = (Histogram(), Histogram())
            var expected: [UInt64: UInt64] = [:]
            for _ in 0..<6 {
                let part = Self.histogram(&random)
                part.forEachBucket { values, count in
                    expected[values.lowerBound] = expected[values.lowerBound, default: 0].addingSaturated(count)
                }
                merged.merge(part)
                if let wire = try? HistogramDecoder.decode(v2: part.encodedV2()), wire.statistics.count == part.count {
                    decoded.merge(wire)
                } else {
                    // More than the format can carry.
                    decoded.merge(part)
                }
            }
            for histogram in [merged, decoded] {
                var found: [UInt64: UInt64] = [:]
                histogram.forEachBucket { found[$0.lowerBound] = $1 }
                #expect(found == expected)
            }
        }
    }
}
