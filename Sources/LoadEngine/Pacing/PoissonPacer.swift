import Glibc
import LoadPlan

/// Poisson arrivals along a rate profile, conditioned on their number so that the total stays exact.
///
/// Given that n events of a Poisson process fell into an interval, their times are n independent uniform draws over its
/// integrated rate. They are produced in order, without sorting: of r uniforms that remain above u, the smallest
/// is u + (1 − u)(1 − V^(1/r)) (Devroye, *Non-Uniform Random Variate Generation*, 1986, chapter V). Shares are independent draws: a set of
/// uniforms stays one when it is divided.
struct PoissonPacer: Pacer {
    private var curve: ArrivalCurve
    private let total: Double
    private var remaining: Int
    private var reached = 0.0
    private var random: SplitMix64

    init(_ profile: RateProfile, segment: Segment, seed: UInt64) {
        curve = ArrivalCurve(profile)
        total = profile.stages.reduce(0) { $0 + ($1.from + $1.to) / 2 * $1.seconds }
        remaining = segment.share(of: profile.arrivals)
        // Both numbers go through the generator: seeds that differ by a multiple of its step give shifted copies.
        var share = SplitMix64(seed: UInt64(segment.index) << 32 | UInt64(segment.count))
        var run = SplitMix64(seed: seed)
        random = SplitMix64(seed: run.next() ^ share.next())
    }

    mutating func next() -> Int64? {
        guard remaining > 0 else { return nil }
        let uniform = Double.random(in: Double.leastNonzeroMagnitude..<1, using: &random)
        reached += (1 - reached) * (1 - pow(uniform, 1 / Double(remaining)))
        remaining -= 1
        let seconds = curve.time(ofCount: min(reached, 0x1.fffffffffffffp-1) * total) ?? 0
        return Int64(seconds * 1e9)
    }
}

/// Steele, Lea and Flood's SplitMix64: small, seeded, good enough to spread arrivals.
struct SplitMix64: RandomNumberGenerator, Sendable {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
