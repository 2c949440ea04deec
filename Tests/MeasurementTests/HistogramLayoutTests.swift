import Measurement
import Testing

@Suite("Histogram layout")
struct HistogramLayoutTests {
    @Test("every bucket holds the values from its lowest to its highest, without gap or overlap")
    func bucketsAreContiguous() {
        var expectedLowest: UInt64 = 0
        for index in 0..<HistogramLayout.bucketCount {
            let lowest = HistogramLayout.lowestEquivalent(at: index)
            let highest = HistogramLayout.highestEquivalent(at: index)
            guard lowest == expectedLowest, HistogramLayout.index(of: lowest) == index,
                HistogramLayout.index(of: highest) == index
            else {
                Issue.record("bucket \(index) holds \(lowest)...\(highest), expected to start at \(expectedLowest)")
                return
            }
            expectedLowest = highest &+ 1
        }
        #expect(expectedLowest == HistogramLayout.highestValue + 1)
    }

    /// Figures of the reference implementation, `countsArrayIndex` and `highestEquivalentValue`, for (1, 3.6e9, 3).
    @Test(
        "indices and bucket ends are the reference implementation's",
        arguments: [
            (value: UInt64(0), index: 0, highest: UInt64(0)),
            (1, 1, 1), (2047, 2047, 2047), (2048, 2048, 2049), (10_009, 4323, 10_015),
            (3_600_000_000, 23_220, 3_600_809_983),
        ]
    )
    func referenceIndices(value: UInt64, index: Int, highest: UInt64) {
        #expect(HistogramLayout.index(of: value) == index)
        #expect(HistogramLayout.highestEquivalent(at: index) == highest)
    }

    @Test("values beyond 63 bits fall into the last bucket")
    func beyondTheLastBucket() {
        #expect(HistogramLayout.index(of: .max) == HistogramLayout.bucketCount - 1)
    }

    @Test("no bucket is wider than a thousandth of its values")
    func relativeWidth() {
        for index in 1..<HistogramLayout.bucketCount {
            let lowest = HistogramLayout.lowestEquivalent(at: index)
            let width = HistogramLayout.highestEquivalent(at: index) - lowest
            guard width <= lowest / 1000 else {
                Issue.record("bucket \(index) from \(lowest) is \(width) wide")
                return
            }
        }
    }
}
