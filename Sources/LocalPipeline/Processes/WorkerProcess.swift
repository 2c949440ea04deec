internal import Glibc

/// A worker process that this one started, from its start until it was reaped. It is reaped by its own process id, so
/// that children of other parts of the program stay theirs.
struct WorkerProcess: Sendable {
    let taskIndex: Int
    let pid: pid_t
    let log: WorkerLog?
    private(set) var end: ExitStatus?

    init(taskIndex: Int, pid: pid_t, log: WorkerLog?) {
        self.taskIndex = taskIndex
        self.pid = pid
        self.log = log
    }

    /// Looks whether it has ended, without waiting.
    mutating func reap() {
        guard end == nil else { return }
        var status: Int32 = 0
        let answer = waitpid(pid, &status, WNOHANG)
        if answer == pid {
            end = ExitStatus(waitStatus: status)
        } else if answer < 0 && errno == ECHILD {
            end = .unknown
        }
    }

    /// Sends a signal to its process group, unless it has been reaped: its id may then be someone else's.
    func send(_ signal: Int32) {
        guard end == nil else { return }
        kill(-pid, signal)
    }
}
