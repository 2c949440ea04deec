/// The inverse of a rate profile's integral: from a count of arrivals to the time at which it is reached.
///
/// Counts must be asked for in ascending order; the curve walks its stages once.
public struct ArrivalCurve: Sendable {
    private let stages: [RateProfile.Stage]
    private var stage = 0
    private var stageStart = 0.0
    private var arrivalsBefore = 0.0

    /// Starts at the beginning of `profile`.
    public init(_ profile: RateProfile) {
        stages = profile.stages
    }

    /// Seconds from the start of the profile until `count` arrivals have come, or nil when it never gets that far.
    /// `count` may be fractional, and must not be below the one asked for before.
    public mutating func time(ofCount count: Double) -> Double? {
        while stage < stages.count {
            let current = stages[stage]
            let within = count - arrivalsBefore
            let tolerance = 1e-9 * max(1, count)
            if within < current.arrivals - tolerance || (stage == stages.count - 1 && within < current.arrivals) {
                return stageStart + Self.time(in: current, ofCount: max(0, within))
            }
            stageStart += current.seconds
            arrivalsBefore += current.arrivals
            stage += 1
        }
        return nil
    }

    /// Solves `from × t + (to − from) / (2 × seconds) × t² = count` for t, in the form that is stable for flat ramps.
    private static func time(in stage: RateProfile.Stage, ofCount count: Double) -> Double {
        if count == 0 { return 0 }
        let slope = (stage.to - stage.from) / stage.seconds
        if slope == 0 { return count / stage.from }
        let root = stage.from * stage.from + 2 * slope * count
        guard root > 0 else { return stage.seconds }
        return min(stage.seconds, 2 * count / (stage.from + root.squareRoot()))
    }
}
