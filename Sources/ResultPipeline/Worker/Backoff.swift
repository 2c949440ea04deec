/// How long to wait before trying again: exponential with full jitter, so that many who failed together do not come back
/// together.
///
/// Source: Marc Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog 2015.
public struct Backoff: Hashable, Sendable {
    /// Longest first wait.
    public var base: Duration
    /// Longest wait of all.
    public var cap: Duration

    /// Creates a policy.
    public init(base: Duration = .milliseconds(100), cap: Duration = .seconds(5)) {
        self.base = base
        self.cap = cap
    }

    /// The wait after failure `attempt` (from 0): up to `base` × 2^attempt, never above `cap`.
    /// - Parameter random: 0 ..< 1, uniform.
    public func delay(attempt: Int, random: Double) -> Duration {
        let limit = min(cap, base * (1 << min(max(0, attempt), 30)))
        return limit * min(max(0, random), 1)
    }
}
