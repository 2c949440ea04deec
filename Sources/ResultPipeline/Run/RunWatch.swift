internal import Synchronization

/// What is known of a run while it goes on, shared by those who feed it and those who look.
final class RunWatch: Sendable {
    private let progress: Mutex<RunProgress>

    init(_ header: RunHeader) {
        progress = Mutex(RunProgress(header))
    }

    var finished: Set<Int> { progress.withLock { $0.finished } }
    var failures: [Int: String] { progress.withLock { $0.failures } }
    func add(_ records: [ResultRecord]) { progress.withLock { $0.add(records) } }
    func update(_ header: RunHeader) { progress.withLock { $0.update(header) } }
    func note(_ notice: String) { progress.withLock { $0.note(notice) } }
    func snapshot(now: Int64) -> ProgressSnapshot { progress.withLock { $0.snapshot(now: now) } }
}
