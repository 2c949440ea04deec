/// A clock that a test turns: every wait lasts until the test ends it.
struct SteppedSleep: Sendable {
    private let waits = AsyncStream<Duration>.makeStream()
    private let ends = AsyncStream<Void>.makeStream()
    private let cancellations = AsyncStream<Void>.makeStream()

    /// What the code under test waits with.
    func sleep(_ duration: Duration) async throws {
        waits.continuation.yield(duration)
        for await _ in ends.stream { return }
        cancellations.continuation.yield()
        throw CancellationError()
    }

    /// Returns as soon as the code under test waits, with for how long it does.
    func waiting() async -> Duration? {
        for await duration in waits.stream { return duration }
        return nil
    }

    /// Ends the wait, and returns as soon as the code under test waits again.
    func turn() async {
        ends.continuation.yield()
        _ = await waiting()
    }

    /// Returns as soon as a wait was cancelled.
    func cancelled() async {
        for await _ in cancellations.stream { return }
    }
}
