import Testing

@testable import AWSClient

@Suite
struct RefreshPolicyTests {
    private static let minute: Int64 = 60_000

    @Test(
        arguments: [
            // Keys for an hour: advised from 15 minutes before their end, due from 10.
            (60, 0, .none), (60, 45 * minute, .none), (60, 45 * minute + 1, .advised), (60, 50 * minute, .advised),
            (60, 50 * minute + 1, .due), (60, 60 * minute - 1, .due), (60, 60 * minute, .expired),
            (60, 99 * minute, .expired),
            // Keys for 15 minutes: from the half, due in the last third.
            (15, 0, .none), (15, 7 * minute + 30_000, .none), (15, 7 * minute + 30_001, .advised),
            (15, 10 * minute, .advised),
            (15, 10 * minute + 1, .due), (15, 15 * minute, .expired),
            // Keys that had ended when they were fetched.
            (0, 0, .expired), (-5, 0, .expired),
        ] as [(Int64, Int64, RefreshPolicy.Need)]
    )
    func `says how pressing a refresh is`(minutes: Int64, passed: Int64, need: RefreshPolicy.Need) {
        let fetched = TestClock.start
        #expect(
            RefreshPolicy.need(expiry: fetched + minutes * Self.minute, fetched: fetched, now: fetched + passed) == need
        )
    }

    @Test
    func `never asks for new keys where the old ones have no end`() {
        #expect(RefreshPolicy.need(expiry: nil, fetched: 0, now: .max) == .none)
    }
}
