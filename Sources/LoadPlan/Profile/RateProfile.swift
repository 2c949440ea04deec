/// The requested arrival rate over time: constant pieces, linear ramps and jumps, for the whole test.
///
/// Its integral `arrivals(before:)` numbers the arrivals: arrival k is due when the integral reaches k, so that the
/// schedule never drifts and stages meet without a gap.
public struct RateProfile: Hashable, Sendable, Codable {
    /// One piece in which the rate goes linearly from `from` to `to`.
    public struct Stage: Hashable, Sendable, Codable {
        /// Length in seconds, > 0.
        public let seconds: Double
        /// Arrivals per second at its beginning, ≥ 0.
        public let from: Double
        /// Arrivals per second at its end, ≥ 0.
        public let to: Double

        /// Creates a stage of `seconds` going from one rate to another (arrivals per second).
        public init(seconds: Double, from: Double, to: Double) {
            self.seconds = seconds
            self.from = from
            self.to = to
        }

        var arrivals: Double { (from + to) / 2 * seconds }
    }

    /// The stages, in order of time.
    public let stages: [Stage]

    /// Creates a profile of `stages`; stages without length only set the rate the next begins with and are left out.
    public init(stages: [Stage]) {
        self.stages = stages.filter { $0.seconds > 0 }
    }

    /// A constant rate (arrivals per second) for `seconds`.
    public static func constant(_ rate: Double, seconds: Double) -> RateProfile {
        RateProfile(stages: [Stage(seconds: seconds, from: rate, to: rate)])
    }

    /// Length in seconds.
    public var seconds: Double { stages.reduce(0) { $0 + $1.seconds } }

    /// Arrivals the profile calls for: the number of k ≥ 0 whose start lies before the end.
    public var arrivals: Int {
        let total = stages.reduce(0) { $0 + $1.arrivals }
        // 0.1 × 30 is a hair above 3 in binary; that hair is not a fourth arrival.
        return Int((total - 1e-9 * max(1, total)).rounded(.up))
    }

    /// The highest rate of all stages, in arrivals per second.
    public var peakRate: Double { stages.reduce(0) { max($0, $1.from, $1.to) } }
}

extension RateProfile {
    /// The rate at `time` seconds from the start, in arrivals per second; that of the end from there on.
    public func rate(at time: Double) -> Double {
        var begin = 0.0
        for stage in stages {
            if time < begin + stage.seconds {
                return stage.from + (stage.to - stage.from) * max(0, time - begin) / stage.seconds
            }
            begin += stage.seconds
        }
        return stages.last?.to ?? 0
    }
}
