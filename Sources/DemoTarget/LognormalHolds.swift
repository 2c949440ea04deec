#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// Hold times whose distribution is known exactly: the inverse cumulative distribution function of a lognormal at evenly
/// spaced probabilities, in shuffled order. Each full turn through the table is the whole distribution.
public struct LognormalHolds: Sendable, Equatable {
    /// Hold times in seconds, in the order in which they are served.
    public let seconds: [Double]
    private let sorted: [Double]

    /// - Parameters:
    ///   - median: In seconds, > 0.
    ///   - sigma: Standard deviation of the logarithm, ≥ 0.
    ///   - count: Entries, at least 1.
    ///   - seed: Decides the order only.
    public init(median: Double, sigma: Double, count: Int, seed: UInt64) {
        let count = max(count, 1)
        sorted = (0..<count).map { rank in
            median * exp(sigma * StandardNormal.quantile((Double(rank) + 0.5) / Double(count)))
        }
        var generator = SplitMix64(state: seed)
        seconds = sorted.shuffled(using: &generator)
    }

    /// Nearest-rank percentile in seconds; `percent` from 0 to 100.
    public func percentile(_ percent: Double) -> Double {
        let rank = Int((percent / 100 * Double(sorted.count)).rounded(.up))
        return sorted[min(max(rank, 1), sorted.count) - 1]
    }
}

/// Sebastiano Vigna's SplitMix64: small, and the same everywhere for the same seed.
struct SplitMix64: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
