import ResultPipeline
import Synchronization

/// A clock on which waiting takes no time: the clock goes on by it instead. For code that waits in one place at a time.
final class JumpingClock: PipelineClock {
    private struct State {
        var elapsed = Duration.zero
        var sleeps: [Duration] = []
    }

    private let epoch: Int64
    private let origin = ContinuousClock.now
    private let state = Mutex(State())

    init(epoch: Int64 = 1_700_000_000_000) {
        self.epoch = epoch
    }

    var elapsed: Duration { state.withLock { $0.elapsed } }
    var sleeps: [Duration] { state.withLock { $0.sleeps } }

    func now() -> Int64 { epoch + Int64(elapsed / .milliseconds(1)) }
    func instant() -> ContinuousClock.Instant { origin.advanced(by: elapsed) }
    func advance(by duration: Duration) { state.withLock { $0.elapsed += duration } }

    func sleep(for duration: Duration) async throws {
        try Task.checkCancellation()
        state.withLock {
            $0.elapsed += max(.zero, duration)
            $0.sleeps.append(duration)
        }
    }
}
