public import ResultPipeline
private import Synchronization

/// A clock that stands still until it is told to go on. The wall clock can be stepped on its own.
public final class FakeClock: PipelineClock {
    private struct Sleeper {
        var due: Duration
        var continuation: CheckedContinuation<Void, any Error>
    }

    private struct State {
        var elapsed = Duration.zero
        var wallStep: Int64 = 0
        var nextSleeper = 0
        var sleepers: [Int: Sleeper] = [:]
    }

    private let epoch: Int64
    private let origin = ContinuousClock.now
    private let state = Mutex(State())

    /// A clock that reads `epoch` (milliseconds) on the wall.
    public init(epoch: Int64 = Sample.start) {
        self.epoch = epoch
    }

    /// Time since the clock was made.
    public var elapsed: Duration { state.withLock { $0.elapsed } }

    /// The wall clock, steps included.
    public func now() -> Int64 {
        state.withLock { epoch + $0.wallStep + Int64($0.elapsed / .milliseconds(1)) }
    }

    /// The monotonic clock.
    public func instant() -> ContinuousClock.Instant {
        origin.advanced(by: elapsed)
    }

    /// Sets the wall clock forward or back by `milliseconds`.
    public func stepWall(by milliseconds: Int64) {
        state.withLock { $0.wallStep += milliseconds }
    }

    /// Lets time pass and wakes who is due.
    public func advance(by duration: Duration) {
        wake(to: state.withLock { $0.elapsed } + duration)
    }

    /// Lets time pass until the next sleeper is due and wakes it; false when nobody sleeps.
    public func advanceToNextSleeper() -> Bool {
        guard let due = state.withLock({ $0.sleepers.values.map(\.due).min() }) else { return false }
        wake(to: due)
        return true
    }

    private func wake(to time: Duration) {
        let due = state.withLock { state in
            state.elapsed = max(state.elapsed, time)
            let ids = state.sleepers.filter { $0.value.due <= state.elapsed }.sorted {
                ($0.value.due, $0.key) < ($1.value.due, $1.key)
            }.map(\.key)
            return ids.compactMap { state.sleepers.removeValue(forKey: $0) }
        }
        for sleeper in due { sleeper.continuation.resume() }
    }

    /// Waits until the clock was told to go on by `duration`.
    /// - Throws: `CancellationError`.
    public func sleep(for duration: Duration) async throws {
        try Task.checkCancellation()
        guard duration > .zero else { return await Task.yield() }
        let id = state.withLock { state in
            state.nextSleeper += 1
            return state.nextSleeper
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                state.withLock {
                    $0.sleepers[id] = Sleeper(due: $0.elapsed + duration, continuation: continuation)
                }
                if Task.isCancelled { cancel(id) }
            }
        } onCancel: {
            cancel(id)
        }
    }

    private func cancel(_ id: Int) {
        state.withLock { $0.sleepers.removeValue(forKey: id) }?.continuation.resume(throwing: CancellationError())
    }
}
