import Synchronization

/// Requests of all windows.
final class Total: Sendable {
    private let counts = Mutex((completed: UInt64(0), failed: UInt64(0)))

    var completed: UInt64 { counts.withLock { $0.completed } }
    var failed: UInt64 { counts.withLock { $0.failed } }

    func add(_ completed: UInt64, failed: UInt64) {
        counts.withLock {
            $0.completed += completed
            $0.failed += failed
        }
    }
}
