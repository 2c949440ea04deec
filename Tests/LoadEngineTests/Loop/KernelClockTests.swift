import Testing

@testable import LoadEngine

/// A12 at its root: what a stepped wall clock does to the kernel's timestamps.
@Suite struct KernelClockTests {
    private static let offset: Int64 = 1_700_000_000_000_000_000

    private func settled(at now: Int64) -> KernelClock {
        var clock = KernelClock()
        for step in 0..<4 { clock.observe(wall: now + Int64(step) + Self.offset, monotonic: now + Int64(step)) }
        return clock
    }

    @Test func aTimestampIsTranslated() {
        let clock = settled(at: 1_000_000)
        #expect(clock.arrival(of: 900_000 + Self.offset, earliest: 0, now: 1_000_010) == 900_000)
    }

    @Test func theTranslationStaysBetweenTheSendAndNow() {
        let clock = settled(at: 1_000_000)
        #expect(clock.arrival(of: 900_000 + Self.offset, earliest: 950_000, now: 1_000_010) == 950_000)
        #expect(clock.arrival(of: 2_000_000 + Self.offset, earliest: 0, now: 1_000_010) == 1_000_010)
    }

    @Test func withoutATimestampTheTimeOfReadingStandsIn() {
        #expect(settled(at: 1_000_000).arrival(of: 0, earliest: 0, now: 1_000_010) == 1_000_010)
    }

    @Test(arguments: [60_000_000_000, -60_000_000_000, 50_000_000, -1_000_000] as [Int64])
    func aStepOfTheWallClockChangesNoLatency(step: Int64) {
        var clock = settled(at: 1_000_000_000)
        // The packet was stamped before the step, the offset is sampled after it.
        clock.observe(wall: 1_000_250_000 + Self.offset + step, monotonic: 1_000_250_000)
        #expect(
            clock.arrival(of: 1_000_200_000 + Self.offset, earliest: 1_000_100_000, now: 1_000_250_050) == 1_000_250_050
        )
        // And one that was left unread until the next drain.
        clock.observe(wall: 1_000_500_000 + Self.offset + step, monotonic: 1_000_500_000)
        #expect(
            clock.arrival(of: 1_000_200_000 + Self.offset, earliest: 1_000_100_000, now: 1_000_500_050) == 1_000_500_050
        )
        // Two samples agree: stamps after the step are trusted again.
        clock.observe(wall: 1_000_750_000 + Self.offset + step, monotonic: 1_000_750_000)
        #expect(
            clock.arrival(of: 1_000_700_000 + Self.offset + step, earliest: 1_000_600_000, now: 1_000_750_050)
                == 1_000_700_000
        )
    }

    @Test func slewingIsNoStep() {
        var clock = settled(at: 1_000_000_000)
        var now: Int64 = 1_000_000_000
        var drift: Int64 = 0
        for _ in 0..<100 {
            now += 100_000_000
            drift += 50_000  // 500 ppm
            clock.observe(wall: now + Self.offset + drift, monotonic: now)
            #expect(clock.arrival(of: now - 1000 + Self.offset + drift, earliest: 0, now: now) == now - 1000)
        }
    }
}
