import LoadPlan

/// Arrivals evenly spaced along a rate profile: arrival k of the run starts when the profile's integral reaches k, and
/// this share takes every `segment.count`-th. Constant rates, ramps and steps are profiles, not pacers of their own.
struct UniformPacer: Pacer {
    private var curve: ArrivalCurve
    private let segment: Segment
    private let share: Int
    private var position = 0

    init(_ profile: RateProfile, segment: Segment) {
        curve = ArrivalCurve(profile)
        self.segment = segment
        share = segment.share(of: profile.arrivals)
    }

    mutating func next() -> Int64? {
        guard position < share, let seconds = curve.time(ofCount: Double(segment.global(position))) else { return nil }
        position += 1
        return Int64(seconds * 1e9)
    }
}
