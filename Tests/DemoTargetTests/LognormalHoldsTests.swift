import Testing

@testable import DemoTarget

@Suite("Hold times of known distribution")
struct LognormalHoldsTests {
    @Test(
        "normal quantiles are those of the tables (NIST/SEMATECH e-Handbook, 1.3.6.7.1)",
        arguments: [
            (0.5, 0), (0.9, 1.281552), (0.95, 1.644854), (0.975, 1.959964), (0.99, 2.326348), (0.0005, -3.290527),
        ]
    )
    func quantiles(probability: Double, value: Double) {
        #expect(abs(StandardNormal.quantile(probability) - value) < 1e-6)
    }

    @Test(
        "the table's percentiles are the lognormal's at the middle of each step",
        arguments: [(50, 0.019_985_0), (90, 0.043_075_6), (99, 0.079_879_8)]
    )
    func percentiles(percent: Double, seconds: Double) {
        let holds = LognormalHolds(median: 0.020, sigma: 0.6, count: 1000, seed: 1)
        #expect(abs(holds.percentile(percent) - seconds) / seconds < 0.000_01)
    }

    @Test("the seed decides the order, never the values")
    func seeds() {
        let tables = [1, 1, 2].map { LognormalHolds(median: 1, sigma: 1, count: 100, seed: $0) }
        let (one, again, two) = (tables[0], tables[1], tables[2])
        #expect(one.seconds == again.seconds)
        #expect(one.seconds != two.seconds)
        #expect(one.seconds.sorted() == two.seconds.sorted())
        #expect(one.seconds != one.seconds.sorted())
    }
}
