/// One stage of a load profile, `DURATION:RATE`: go to the rate, linearly, within the duration. `0s:RATE` jumps.
public struct StageExpression: Hashable, Sendable {
    /// Length in seconds, at least 0.
    public let seconds: Double
    /// Rate at its end, in arrivals per second.
    public let rate: Double

    /// Reads `DURATION:RATE`, for example `30s:200`.
    /// - Throws: ``ExpressionError`` for anything else.
    public init(_ text: String) throws(ExpressionError) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let seconds = try? DurationExpression.parse(String(parts[0])),
            let rate = try? RateExpression.parse(String(parts[1]))
        else {
            throw ExpressionError(
                .stage,
                value: text,
                expected: "give DURATION:RATE, such as 30s:200 to reach 200 requests per second within 30 s."
            )
        }
        self.seconds = seconds
        self.rate = rate
    }

    /// The profile that begins at `initialRate` and goes through `stages` in their order.
    public static func profile(from initialRate: Double, through stages: [StageExpression]) -> RateProfile {
        var rate = initialRate
        return RateProfile(
            stages: stages.map { stage in
                defer { rate = stage.rate }
                return RateProfile.Stage(seconds: stage.seconds, from: rate, to: stage.rate)
            }
        )
    }
}
