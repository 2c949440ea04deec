internal import LoadPlan
internal import Synchronization

/// What is known of a run while it goes on, shared by those who feed it and those who look.
final class RunWatch: Sendable {
    private let progress: Mutex<RunProgress>
    /// Nil where no threshold may end the run.
    private let abortWatch: Mutex<AbortWatch>?

    init(_ header: RunHeader) {
        progress = Mutex(RunProgress(header))
        abortWatch = header.plan.thresholds.contains { $0.abortAfterSeconds != nil } ? Mutex(AbortWatch()) : nil
    }

    var finished: Set<Int> { progress.withLock { $0.finished } }
    var failures: [Int: String] { progress.withLock { $0.failures } }
    func add(_ records: [ResultRecord]) {
        progress.withLock { $0.add(records) }
        abortWatch?.withLock { $0.add(records) }
    }
    /// Why the run should end now, where a threshold that may end it does not hold.
    func reasonToAbort(_ header: RunHeader, now: Int64) -> String? {
        abortWatch?.withLock { $0.reasonToAbort(header, now: now) }
    }
    func update(_ header: RunHeader) { progress.withLock { $0.update(header) } }
    func note(_ notice: String) { progress.withLock { $0.note(notice) } }
    func noteDead(_ task: Int, _ reason: String) { progress.withLock { $0.noteDead(task, reason) } }
    func snapshot(now: Int64) -> ProgressSnapshot { progress.withLock { $0.snapshot(now: now) } }
}
