internal import Glibc

/// A child process from its start until it is reaped.
struct RunningChild: Sendable {
    private let pid: pid_t
    private var status: Int32?

    init(pid: pid_t) { self.pid = pid }

    /// Its status as waitpid(2) stores it, nil while it runs. Does not wait.
    mutating func reap() -> Int32? {
        if let status { return status }
        var found: Int32 = 0
        let answer = waitpid(pid, &found, WNOHANG)
        if answer == pid {
            status = found
        } else if answer < 0 && errno == ECHILD {
            // Another part of this program took the status: count it as exit status 255.
            status = 0xff00
        }
        return status
    }

    /// Ends it and its process group, and waits until it is gone. Does nothing once it is reaped: its number may be
    /// someone else's by then.
    mutating func kill() {
        guard status == nil else { return }
        Glibc.kill(-pid, SIGKILL)
        var found: Int32 = 0
        while waitpid(pid, &found, 0) < 0 && errno == EINTR {}
        status = found
    }

    /// The error that a status other than 0 stands for.
    static func failure(waitStatus status: Int32) -> ChildProcessError {
        let signal = status & 0x7f
        let end = signal == 0 ? "ended with exit status \((status >> 8) & 0xff)" : "was killed by signal \(signal)"
        return ChildProcessError(.failed, "\(end): what it had to say is on standard error; run it by hand to see")
    }
}
