/// What sets the rate of a run.
public enum LoadModel: String, Codable, Sendable {
    /// A schedule: requests are due whether or not earlier ones were answered.
    case open
    /// The target: each virtual user sends as soon as its last response is in.
    case closed
}
