/// Time, as the pipeline needs it: a wall clock to agree on with other machines, and a clock that never steps for
/// everything that is measured or waited for.
public protocol PipelineClock: Sendable {
    /// Wall clock, milliseconds since the Unix epoch.
    func now() -> Int64
    /// Monotonic clock.
    func instant() -> ContinuousClock.Instant
    /// Waits on the monotonic clock; at once where `duration` is not above zero.
    /// - Throws: `CancellationError` as soon as the task is cancelled.
    func sleep(for duration: Duration) async throws
}

extension PipelineClock {
    /// Waits until the monotonic clock reads `deadline`.
    /// - Throws: `CancellationError`.
    func sleep(until deadline: ContinuousClock.Instant) async throws {
        try await sleep(for: instant().duration(to: deadline))
    }

    /// The monotonic reading of a wall-clock time in epoch milliseconds, by what both clocks read now.
    func instant(at epochMilliseconds: Int64) -> ContinuousClock.Instant {
        instant().advanced(by: .milliseconds(epochMilliseconds - now()))
    }
}
