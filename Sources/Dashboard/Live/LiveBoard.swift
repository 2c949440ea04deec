internal import Reporting
internal import Synchronization

/// The latest look at each run that is followed, for metrics.
final class LiveBoard: Sendable {
    private let entries = Mutex<[String: RunMetrics]>([:])

    func set(_ metrics: RunMetrics) {
        entries.withLock { $0[metrics.testId] = metrics }
    }

    func remove(_ testId: String) {
        entries.withLock { _ = $0.removeValue(forKey: testId) }
    }

    /// All looks, by name of the run.
    var all: [RunMetrics] {
        entries.withLock { $0.values.sorted { $0.testId < $1.testId } }
    }
}
