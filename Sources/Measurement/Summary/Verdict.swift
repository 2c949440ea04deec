/// What a run amounts to in one word.
public enum Verdict: String, Codable, Sendable, CaseIterable {
    /// Every threshold held and at least one request succeeded.
    case passed
    /// A threshold did not hold, or no request succeeded.
    case failed
    /// The generator was the bottleneck or results are missing: the figures prove nothing. Outranks `failed`.
    case invalid
    /// Stopped before its end.
    case interrupted
}
