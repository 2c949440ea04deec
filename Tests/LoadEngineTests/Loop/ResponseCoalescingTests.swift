import Testing

@testable import LoadEngine

@Suite struct ResponseCoalescingTests {
    /// A pace of `interval` nanoseconds from response to response, seen for long enough to be the only one remembered.
    private static func settled(interval: Int64, limit: Int64 = 125_000, perDrain: Int = 4) -> ResponseCoalescing {
        var coalescing = ResponseCoalescing(limit: limit)
        for _ in 0..<100 { coalescing.observe(responses: perDrain, waited: interval * Int64(perDrain)) }
        return coalescing
    }

    @Test("The wait is a quarter of a virtual user's cycle", arguments: [(16, 40_000), (24, 60_000), (48, 120_000)])
    func fraction(inFlight: Int, expected: Int64) {
        let wait = Self.settled(interval: 10_000).wait(inFlight: inFlight)
        #expect(abs(wait - expected) < expected / 50)
    }

    @Test("No wait exceeds the limit, however slow the target")
    func bounded() {
        #expect(Self.settled(interval: 20_000).wait(inFlight: 1000) == 125_000)
    }

    @Test("Responses that would come a few at a time are not waited for", arguments: [1, 8, 15])
    func tooFew(inFlight: Int) {
        #expect(Self.settled(interval: 10_000).wait(inFlight: inFlight) == 0)
    }

    @Test("A target that takes longer than the limit between responses is not waited for")
    func slow() {
        #expect(Self.settled(interval: 40_000).wait(inFlight: 64) == 0)
    }

    @Test("Without a limit, and before anything is known, there is no wait")
    func none() {
        #expect(Self.settled(interval: 10_000, limit: 0).wait(inFlight: 64) == 0)
        #expect(ResponseCoalescing(limit: 125_000).wait(inFlight: 64) == 0)
    }

    @Test("A change of pace is followed within some tens of drains")
    func adapts() {
        var coalescing = Self.settled(interval: 10_000)
        for _ in 0..<40 { coalescing.observe(responses: 4, waited: 4 * 2_000) }
        let wait = coalescing.wait(inFlight: 64)
        #expect(wait > 28_000 && wait < 36_000)
    }
}
