/// What one task measured of one group of steps in one window. Times are from the group's intended start to its end, pauses
/// in it included.
public struct GroupWindow: Codable, Sendable, Equatable {
    /// The group's name in the plan.
    public var name: String
    /// Groups that were done to their end.
    public var completed: UInt64
    /// Groups in which a request failed, or that were not done to their end.
    public var failed: UInt64
    /// How long those took that were done to their end.
    public var time: EncodedHistogram

    /// Takes over what was measured; the histogram is checked when it is merged.
    public init(name: String, completed: UInt64 = 0, failed: UInt64 = 0, time: EncodedHistogram = .empty) {
        self.name = name
        self.completed = completed
        self.failed = failed
        self.time = time
    }

    private enum CodingKeys: String, CodingKey {
        case name, completed, failed, time, exact
    }

    private static let histograms = HistogramFields(exactKey: CodingKeys.exact)

    /// Reads the flat form; `exact` may be missing.
    /// - Throws: `DecodingError`.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            name: try container.decode(String.self, forKey: .name),
            completed: try container.decode(UInt64.self, forKey: .completed),
            failed: try container.decode(UInt64.self, forKey: .failed),
            time: try Self.histograms.decode(.time, from: container)
        )
    }

    /// Writes the flat form.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(name, forKey: .name)
        try container.encode(completed, forKey: .completed)
        try container.encode(failed, forKey: .failed)
        try Self.histograms.encode([(.time, time)], into: &container)
    }
}
