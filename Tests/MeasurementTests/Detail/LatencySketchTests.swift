import FoundationEssentials
import Testing

@testable import Measurement

@Suite("Sketches of latencies")
struct LatencySketchTests {
    @Test(
        "every value is in the bucket that claims it, and buckets are at most 1/32 wide",
        arguments: [0, 1, 63, 64, 65, 127, 128, 5000, 1_000_000, 3_600_000_000, 1 << 40, UInt64.max]
    )
    func layout(value: UInt64) {
        let index = LatencySketch.index(of: value)
        #expect((0..<LatencySketch.bucketCount).contains(index))
        let low = LatencySketch.lowest(at: index)
        #expect(low <= value && Double(value) <= LatencySketch.end(at: index))
        #expect(LatencySketch.end(at: index) - Double(low) <= max(1, Double(low) / 32))
    }

    @Test("percentiles are within 3 % of the values they stand for", arguments: [50.0, 90, 99, 99.9])
    func percentiles(percentile: Double) {
        var sketch = LatencySketch()
        for value in 1...10_000 { sketch.record(UInt64(value) * 7) }
        let exact = percentile / 100 * 70_000
        #expect(abs(sketch.value(atPercentile: percentile) / exact - 1) < 0.03)
        #expect(sketch.count == 10_000)
    }

    @Test("every bucket of a histogram lies in the bucket that counts its middle")
    func bucketsOfHistograms() {
        for index in 0..<HistogramLayout.bucketCount {
            let middle = HistogramLayout.midEquivalent(at: index)
            #expect(LatencySketch.index(ofBucket: index) == LatencySketch.index(of: middle))
        }
    }

    @Test("merging is adding, in any order")
    func merging() {
        var (small, large, both) = (LatencySketch(), LatencySketch(), LatencySketch())
        for value in [3, 70, 71, 900] as [UInt64] {
            small.record(value)
            both.record(value)
        }
        for value in [5_000_000, 80] as [UInt64] {
            large.record(value, count: 3)
            both.record(value, count: 3)
        }
        var (forwards, backwards) = (small, large)
        forwards.merge(large)
        backwards.merge(small)
        #expect(forwards.buckets.map(\.index) == both.buckets.map(\.index))
        #expect(backwards.buckets.map(\.count) == both.buckets.map(\.count))
        #expect(LatencySketch().value(atPercentile: 50) == 0)
    }

    @Test(
        "a sketch from a file is checked",
        arguments: [
            #"{"first":-1,"counts":[1]}"#, #"{"first":1919,"counts":[1,1]}"#,
            #"{"first":9223372036854775807,"counts":[1]}"#,
            #"{"first":0}"#,
        ]
    )
    func hostile(json: String) {
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(LatencySketch.self, from: Data(json.utf8)) }
    }
}
