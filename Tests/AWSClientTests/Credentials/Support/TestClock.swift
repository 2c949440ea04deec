import Synchronization

/// A clock that stands still until it is moved. It begins at 2026-01-01T00:00:00Z.
final class TestClock: Sendable {
    static let start: Int64 = 1_767_225_600_000

    private let time = Mutex(start)

    /// Milliseconds since the Unix epoch.
    var now: Int64 { time.withLock { $0 } }

    func advance(minutes: Int64 = 0, milliseconds: Int64 = 0) {
        time.withLock { $0 += minutes * 60_000 + milliseconds }
    }
}
