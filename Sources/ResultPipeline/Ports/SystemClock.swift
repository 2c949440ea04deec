#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// The machine's clocks.
public struct SystemClock: PipelineClock {
    /// The machine's clocks.
    public init() {}

    /// `CLOCK_REALTIME`.
    public func now() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }

    /// `ContinuousClock`.
    public func instant() -> ContinuousClock.Instant { .now }

    /// Waits on `ContinuousClock`.
    /// - Throws: `CancellationError`.
    public func sleep(for duration: Duration) async throws {
        try await Task.sleep(for: duration, clock: .continuous)
    }
}
