internal import ResultPipeline
private import Synchronization

/// Lets launches through one by one, at the rate of the ``LaunchBucket`` that they share.
final class LaunchPacer: Sendable {
    private let clock: any PipelineClock
    private let bucket: Mutex<LaunchBucket>

    init(clock: any PipelineClock) {
        self.clock = clock
        bucket = Mutex(LaunchBucket(at: clock.instant()))
    }

    /// Waits for the turn of one launch; false, at once, where it would come at `deadline` or after.
    /// - Throws: `CancellationError`.
    func admit(before deadline: ContinuousClock.Instant) async throws -> Bool {
        let now = clock.instant()
        let turn = bucket.withLock { bucket -> ContinuousClock.Instant? in
            let turn = bucket.next(at: now)
            guard turn < deadline else { return nil }
            bucket.take(at: now)
            return turn
        }
        guard let turn else { return false }
        try await clock.sleep(for: now.duration(to: turn))
        return true
    }

    /// Takes note that AWS refused a launch for its rate.
    func slowDown() {
        bucket.withLock { $0.empty(at: clock.instant()) }
    }
}
