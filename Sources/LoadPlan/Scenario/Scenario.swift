/// One journey of a virtual user: what it does from the beginning of an iteration to its end.
public struct Scenario: Hashable, Sendable, Codable {
    /// The scenario's name, unique in its plan.
    public var name: String
    /// Its part of all iterations, relative to the other scenarios' weights, ≥ 1.
    public var weight: Int
    /// What is done, in order.
    public var steps: [Step]

    /// Creates a scenario; nothing is checked here.
    public init(name: String, weight: Int = 1, steps: [Step]) {
        self.name = name
        self.weight = weight
        self.steps = steps
    }
}

/// One thing that a virtual user does.
public indirect enum Step: Hashable, Sendable, Codable {
    /// Sends a request and takes its response.
    case request(RequestStep)
    /// Waits.
    case pause(Pause)
    /// Does `steps`, and times them as a whole under `name` (a transaction).
    case group(name: String, steps: [Step])
    /// Does `steps` `count` times.
    case `repeat`(count: Int, steps: [Step])
    /// Does `steps` for as long as the condition holds, at most `limit` times.
    case `while`(Condition, limit: Int, steps: [Step])
    /// Does `then` where the condition holds, otherwise `otherwise`.
    case `if`(Condition, then: [Step], otherwise: [Step])
}

/// How long a virtual user thinks. All in seconds, ≥ 0.
public enum Pause: Hashable, Sendable, Codable {
    /// Always as long.
    case fixed(Double)
    /// Evenly distributed between two lengths.
    case uniform(from: Double, to: Double)
    /// Exponentially distributed with a mean, cut off at ten times the mean.
    case exponential(mean: Double)
}
