import Measurement
import Testing

@Suite("Histogram recorder")
struct HistogramRecorderTests {
    @Test("a snapshot equals the histogram of the same values")
    func snapshotEqualsHistogram() {
        var recorder = HistogramRecorder()
        var histogram = Histogram()
        for value in Distribution.pareto.values(10_000) {
            recorder.record(microseconds: value)
            histogram.record(value)
        }
        #expect(recorder.snapshot() == histogram)
    }

    @Test("after a reset nothing of the former window remains")
    func reset() {
        var recorder = HistogramRecorder()
        for value: UInt64 in [0, 17, 4_000_000_000] { recorder.record(microseconds: value) }
        recorder.reset()
        #expect(recorder.snapshot() == Histogram())
        #expect([recorder.count, recorder.min, recorder.max, recorder.sum] == [0, 0, 0, 0])

        recorder.record(microseconds: 50)
        var expected = Histogram()
        expected.record(50)
        #expect(recorder.snapshot() == expected)
    }

    @Test("values above an hour count in the last bucket while the extremes stay exact")
    func aboveTheRange() {
        var recorder = HistogramRecorder()
        let day: UInt64 = 86_400_000_000
        recorder.record(microseconds: 1000)
        for _ in 0..<3 { recorder.record(microseconds: day) }
        let histogram = recorder.snapshot()
        #expect(histogram.max == day)
        #expect(histogram.sum == 3 * day + 1000)
        #expect(histogram.value(atPercentile: 100) == day)
        #expect(relativeError(Double(histogram.value(atPercentile: 50)), 3_600_000_000) < 0.001)
    }
}
