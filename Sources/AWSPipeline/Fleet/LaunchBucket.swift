/// The rate at which Fargate lets an account launch tasks, on-demand and Spot each for itself: a token bucket. Pure; time
/// is a parameter.
///
/// Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/throttling.html (burst 100, 20 per second)
struct LaunchBucket: Sendable {
    private let burst: Double
    private let refill: Double
    /// Launches that may be made at `since`; below zero where some are promised for later.
    private var tokens: Double
    private var since: ContinuousClock.Instant

    /// A full bucket.
    /// - Parameter refill: Launches per second.
    init(burst: Double = 100, refill: Double = 20, at now: ContinuousClock.Instant) {
        self.burst = burst
        self.refill = refill
        tokens = burst
        since = now
    }

    /// When the next launch may be made; `now` or earlier where that is at once.
    func next(at now: ContinuousClock.Instant) -> ContinuousClock.Instant {
        let missing = 1 - tokens(at: now)
        return missing <= 0 ? now : now.advanced(by: .seconds(missing / refill))
    }

    /// Takes a launch out, to be made at the time that ``next(at:)`` said.
    mutating func take(at now: ContinuousClock.Instant) {
        settle(at: now)
        tokens -= 1
    }

    /// AWS's own bucket is empty: somebody else launches tasks too. What was promised stays promised.
    mutating func empty(at now: ContinuousClock.Instant) {
        settle(at: now)
        tokens = min(tokens, 0)
    }

    private mutating func settle(at now: ContinuousClock.Instant) {
        tokens = tokens(at: now)
        since = max(since, now)
    }

    private func tokens(at now: ContinuousClock.Instant) -> Double {
        min(burst, tokens + max(0, since.duration(to: now) / .seconds(1)) * refill)
    }
}
