import Testing

@testable import Reporting

@Suite("Quantities in readable units")
struct QuantityTests {
    @Test(
        "times change their unit where it reads best, also at the edges of rounding",
        arguments: [
            (0, "0 µs"), (0.001, "1 µs"), (0.85, "850 µs"), (0.9996, "1.00 ms"), (1, "1.00 ms"), (2.346, "2.35 ms"),
            (9.996, "10.0 ms"),
            (20.06, "20.1 ms"), (99.96, "100 ms"), (350.4, "350 ms"), (999.6, "1.00 s"), (1250, "1.25 s"),
            (75_300, "75.3 s"),
            (4_000_000, "4,000 s"), (.nan, "–"), (-1, "–"), (.infinity, "–"),
        ]
    )
    func times(milliseconds: Double, text: String) {
        #expect(Quantity.time(milliseconds: milliseconds) == text)
    }

    @Test(
        "what is held against a limit keeps three decimals, and has the unit of the limit",
        arguments: [
            (212.346, "ms", "212.346 ms"), (1950, "ms", "1,950 ms"), (0, "ms", "–"), (0, "%", "0 %"),
            (0.5, "%", "0.5 %"),
            (99.8, "/s", "99.8/s"), (12_000, nil, "12,000"), (0, nil, "0"),
        ]
    )
    func judged(figure: Double, unit: String?, text: String) {
        #expect(Quantity.judged(figure, unit: unit) == text)
    }

    @Test(
        "lengths as flags have them",
        arguments: [
            (0.01, "0.01s"), (12, "12s"), (119, "119s"), (125, "2m05s"), (600, "10m"), (3605, "1h00m05s"),
            (432_000, "120h"),
        ]
    )
    func clock(seconds: Double, text: String) {
        #expect(Quantity.clock(seconds: seconds) == text)
    }

    @Test(
        "durations",
        arguments: [
            (0.01, "10.0 ms"), (0.25, "250 ms"), (0.5, "0.5 s"), (10, "10 s"), (1.5, "1.5 s"), (119.9, "119.9 s"),
            (125, "2 m 05 s"),
            (5400, "1 h 30 m"),
            (86_400, "24 h 00 m"),
        ]
    )
    func durations(seconds: Double, text: String) {
        #expect(Quantity.duration(seconds: seconds) == text)
    }

    @Test(
        "bytes go up to exabytes",
        arguments: [
            (0, "0 B"), (999, "999 B"), (1000, "1.00 kB"), (999_600, "1.00 MB"), (6_543_210, "6.54 MB"),
            (.max, "18.4 EB"),
        ]
    )
    func bytes(count: UInt64, text: String) {
        #expect(Quantity.bytes(count) == text)
    }

    @Test(
        "a share never rounds something to nothing, nor less than all to all",
        arguments: [
            (0, 10, "0 %"), (10, 10, "100 %"), (1, 1_000_000, "<0.01 %"), (999_999, 1_000_000, ">99.99 %"),
            (1, 8, "12.5 %"), (0, 0, "–"),
        ]
    )
    func shares(part: UInt64, total: UInt64, text: String) {
        #expect(Quantity.share(part, of: total) == text)
    }

    @Test(
        "rates show the digits that matter",
        arguments: [(200, "200"), (0.5, "0.50"), (199.97, "200.0"), (12_345.6, "12,346")]
    )
    func rates(perSecond: Double, text: String) {
        #expect(Quantity.rate(perSecond) == text)
    }

    @Test(
        "decimals round, carry and group",
        arguments: [
            (1234.996, 2, "1,235.00"), (1234.994, 2, "1,234.99"), (-0.001, 2, "0.00"), (-1.5, 0, "-2"), (1e300, 0, "–"),
        ]
    )
    func decimals(number: Double, places: Int, text: String) {
        #expect(FixedDecimal.text(number, places: places) == text)
    }
}
