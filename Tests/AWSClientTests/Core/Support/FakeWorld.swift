import AWSClient
import Synchronization

/// A clock that only sleeping moves, and a random source that says the same always.
final class FakeWorld: Sendable {
    /// 2026-02-28T23:59:59.5Z.
    static let start: Int64 = 1_772_323_199_500

    private let state = Mutex<(now: Int64, slept: [Duration])>((start, []))

    var slept: [Duration] { state.withLock { $0.slept } }

    func world(random: Double = 1) -> ClientWorld {
        ClientWorld(
            now: { self.state.withLock { $0.now } },
            sleep: { duration in
                try Task.checkCancellation()
                self.state.withLock { state in
                    state.slept.append(duration)
                    state.now +=
                        duration.components.seconds * 1000 + duration.components.attoseconds / 1_000_000_000_000_000
                }
            },
            random: { random }
        )
    }
}
