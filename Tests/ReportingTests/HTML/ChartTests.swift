import Testing

@testable import Reporting

@Suite("Charts")
struct ChartTests {
    @Test(
        "a linear axis ends at a round number that holds every value",
        arguments: [(0.0, 1.0), (0.8, 0.8), (9, 10), (101, 150), (200, 200), (1234, 1500), (2013.3, 3000)]
    )
    func linear(largest: Double, high: Double) {
        let scale = ChartScale.linear(to: largest)
        #expect(abs(scale.high - high) < 1e-9)
        #expect(scale.ticks.count <= 6)
        #expect(scale.share(of: largest) <= 1)
    }

    @Test("a logarithmic axis gives every power of ten the same room")
    func logarithmic() {
        let scale = ChartScale.logarithmic(from: 4.2, to: 2013)
        #expect(scale.ticks == [1, 10, 100, 1000, 10_000])
        #expect(abs(scale.share(of: 100) - 0.5) < 1e-9)
        #expect(scale.share(of: 0) == 0)
    }

    @Test("a gap interrupts a line, and a point alone is still seen")
    func gaps() {
        let path = ChartPath.line([(0, 0), (0.5, nil), (0.6, 1), (0.7, nil), (0.8, 0.5), (1, 0.25)])
        #expect(path == "M0 1000h4M600 0h4M800 500L1000 750")
    }

    @Test(
        "times on the axis read as a clock",
        arguments: [(0, "0 s"), (2.5, "2.5 s"), (59, "59 s"), (90, "1:30"), (3725, "1:02:05")]
    )
    func clock(seconds: Double, text: String) {
        #expect(TimeAxis.clock(seconds) == text)
    }
}
