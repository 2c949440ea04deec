public import ResultPipeline
private import Synchronization

/// The clocks of one machine whose wall clock is not that of the others.
public final class SteppedClock: PipelineClock {
    private let clock: any PipelineClock
    private let offset: Mutex<Int64>

    /// A machine whose wall clock is ahead of `clock` by so many milliseconds.
    public init(_ clock: any PipelineClock, offset: Int64 = 0) {
        self.clock = clock
        self.offset = Mutex(offset)
    }

    /// Sets the wall clock forward or back by `milliseconds`.
    public func stepWall(by milliseconds: Int64) {
        offset.withLock { $0 += milliseconds }
    }

    /// See `PipelineClock`.
    public func now() -> Int64 { clock.now() + offset.withLock { $0 } }
    /// See `PipelineClock`.
    public func instant() -> ContinuousClock.Instant { clock.instant() }
    /// See `PipelineClock`.
    public func sleep(for duration: Duration) async throws { try await clock.sleep(for: duration) }
}
