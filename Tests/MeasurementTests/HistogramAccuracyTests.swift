import Measurement
import Testing

@Suite("Histogram accuracy")
struct HistogramAccuracyTests {
    @Test(
        "a million values: every percentile within 0.1 % of sorting, extremes and count exact",
        arguments: Distribution.allCases
    )
    func againstSorting(distribution: Distribution) {
        var values = distribution.values(1_000_000)
        var recorder = HistogramRecorder()
        for value in values { recorder.record(microseconds: value) }
        let histogram = recorder.snapshot()
        values.sort()

        #expect(histogram.count == 1_000_000)
        #expect(histogram.min == values[0])
        #expect(histogram.max == values[999_999])
        #expect(histogram.sum == values.reduce(0, +))
        for thousandths in [50_000, 75_000, 90_000, 95_000, 99_000, 99_900, 99_990] {
            let truth = Double(nearestRank(values, thousandths: thousandths))
            let measured = Double(histogram.value(atPercentile: Double(thousandths) / 1000))
            #expect(relativeError(measured, truth) <= 0.001, "p\(Double(thousandths) / 1000)")
        }
    }
}
