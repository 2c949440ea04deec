import Glibc

/// Translates the kernel's receive timestamps (CLOCK_REALTIME) to CLOCK_MONOTONIC.
///
/// The offset between the two is sampled before each drain. Where it moved more than a clock is ever slewed, the wall
/// clock was stepped and timestamps cannot be told apart from before and after: they are left unused until two samples
/// in a row agree, and the time of reading stands in.
struct KernelClock {
    /// CLOCK_REALTIME − CLOCK_MONOTONIC in nanoseconds.
    private var offset: Int64 = 0
    private var sampledAt: Int64 = 0
    /// Samples that must still agree before timestamps are trusted.
    private var doubt = 2

    /// Slack between two samples: clock reads are never closer than this on a busy machine.
    private static let slack: Int64 = 20_000
    /// Reads that take longer were interrupted in between and say nothing about the offset.
    private static let longestRead: Int64 = 5_000

    /// Reads both clocks. Call before timestamps are translated, at each drain.
    mutating func sample() -> Int64 {
        let before = MonotonicClock.now()
        let wall = MonotonicClock.nanoseconds(CLOCK_REALTIME)
        let after = MonotonicClock.now()
        if after &- before <= Self.longestRead {
            observe(wall: wall, monotonic: before &+ (after &- before) / 2)
        }
        return after
    }

    /// Takes in one reading of both clocks.
    mutating func observe(wall: Int64, monotonic: Int64) {
        let observed = wall &- monotonic
        // Slewing changes a clock by at most 500 ppm (adjtimex(2)); twice that is allowed for.
        let allowed = Self.slack &+ (monotonic &- sampledAt) / 1000
        if abs(observed &- offset) > allowed {
            doubt = 2
        } else if doubt > 0 {
            doubt -= 1
        }
        offset = observed
        sampledAt = monotonic
    }

    /// When data with timestamp `stamp` arrived; `now` where that cannot be told. Never before `earliest`.
    @inline(__always)
    func arrival(of stamp: Int64, earliest: Int64, now: Int64) -> Int64 {
        guard stamp != 0, doubt == 0 else { return now }
        return min(now, max(earliest, stamp &- offset))
    }
}
