internal import Synchronization

/// The worker processes of all runs of a fleet. Reaping and signalling exclude each other, so that no process id is
/// signalled after the system has given it to someone else.
final class ProcessTable: Sendable {
    private let processes = Mutex<[String: [Int: WorkerProcess]]>([:])

    func find(_ testId: String, _ taskIndex: Int) -> WorkerProcess? {
        processes.withLock { $0[testId]?[taskIndex] }
    }

    func add(_ process: WorkerProcess, to testId: String) {
        processes.withLock { $0[testId, default: [:]][process.taskIndex] = process }
    }

    /// The processes of a run by task index, after a look at which have ended.
    func reaped(_ testId: String) -> [WorkerProcess] {
        processes.withLock { processes in
            guard var tasks = processes[testId] else { return [] }
            for index in tasks.keys { tasks[index]?.reap() }
            processes[testId] = tasks
            return tasks.values.sorted { $0.taskIndex < $1.taskIndex }
        }
    }

    /// Sends a signal to those of a run that have not been reaped.
    func signal(_ testId: String, _ number: Int32) {
        processes.withLock { processes in
            for process in (processes[testId] ?? [:]).values { process.send(number) }
        }
    }
}
