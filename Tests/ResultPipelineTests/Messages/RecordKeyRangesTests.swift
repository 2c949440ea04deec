import ResultPipeline
import Testing

struct RecordKeyRangesTests {
    @Test(
        arguments: [
            (1_700_000_000_000, 1_700_003_600_000, 8), (0, 0, 4), (0, 10_000, 3), (5000, 1000, 7),
            (Int64.min, Int64.max, 5000),
            (1_700_000_000_000, 1_700_000_003_000, 50), (-5, 100, -1),
        ] as [(Int64, Int64, Int)]
    )
    func `ranges follow each other from the first key to the last`(start: Int64, end: Int64, count: Int) {
        let ranges = RecordKey.ranges(from: start, to: end, count: count)
        #expect(ranges.first?.lowerBound == 1)
        #expect(ranges.last?.upperBound == .max)
        #expect((1...max(1, min(count, 1000))).contains(ranges.count))
        for (range, next) in zip(ranges, ranges.dropFirst()) { #expect(range.upperBound + 1 == next.lowerBound) }
    }

    @Test func `ranges are cut at even times`() {
        let ranges = RecordKey.ranges(from: 1_700_000_000_000, to: 1_700_000_040_000, count: 4)
        #expect(
            ranges.dropFirst().map(\.lowerBound) == [10, 20, 30].map { (1_700_000_000 + $0) * 1_000_000 }
        )
    }
}
