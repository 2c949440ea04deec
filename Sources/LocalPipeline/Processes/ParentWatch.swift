internal import CLinux
internal import Glibc

/// A worker's side of its life with the process that started it: no load without someone who reads the results.
public enum ParentWatch {
    /// The inherited descriptor whose end of file says that the parent is gone.
    static let descriptor: Int32 = 3
    /// Environment variable in which ``ProcessFleet`` tells a worker its parent's process id.
    static let variable = "LOADTESTER_PARENT_PID"
    /// Exit status of a worker that outlived its parent: interrupted.
    static let exitStatus: Int32 = 105

    /// Ties this process to the one that started it. To be called first in a worker's `main`, on its main thread.
    ///
    /// Two mechanisms, each enough: the kernel kills this process when its parent ends (PR_SET_PDEATHSIG), and a
    /// thread exits it (status 105) when the pipe to the parent closes.
    /// - Returns: false, and nothing is done, where no ``ProcessFleet`` started this process.
    /// - Throws: ``LocalPipelineError`` `parentGone` where the parent ended before the call; the worker is to exit.
    @discardableResult
    public static func begin(environment: [String: String]) throws(LocalPipelineError) -> Bool {
        guard let parent = environment[variable].flatMap({ pid_t($0) }) else { return false }
        try checkParent(is: parent)
        _ = clinux_die_with_parent(SIGKILL)
        // It may have ended before the line above, which then had no effect.
        try checkParent(is: parent)
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        do {
            try SystemThread.start { exitAtEndOfFile() }
        } catch {
            throw LocalPipelineError(.launch, "no thread to watch the parent (\(error.text)): raise `ulimit -u`")
        }
        return true
    }

    private static func checkParent(is parent: pid_t) throws(LocalPipelineError) {
        guard getppid() == parent else {
            throw LocalPipelineError(.parentGone, "the process \(parent) that started this worker has ended")
        }
    }

    private static func exitAtEndOfFile() {
        var byte: UInt8 = 0
        while true {
            let count = read(descriptor, &byte, 1)
            if count == 0 { _exit(exitStatus) }
            if count < 0 && errno != EINTR { return }
        }
    }
}
