/// One piece of a closed load in which the number of virtual users goes linearly from `from` to `to`.
public struct UserStage: Hashable, Sendable, Codable {
    /// Length in seconds, > 0.
    public var seconds: Double
    /// Virtual users at its beginning, for the whole test, ≥ 0.
    public var from: Int
    /// Virtual users at its end.
    public var to: Int

    /// Creates a stage.
    public init(seconds: Double, from: Int, to: Int) {
        self.seconds = seconds
        self.from = from
        self.to = to
    }
}
