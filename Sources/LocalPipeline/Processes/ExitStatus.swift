internal import Glibc

/// How a process ended.
enum ExitStatus: Equatable, Sendable {
    /// It exited by itself.
    case exited(Int32)
    /// A signal ended it.
    case killed(Int32)
    /// Someone else reaped it.
    case unknown

    /// Reads a status as waitpid(2) stores it.
    init(waitStatus status: Int32) {
        let signal = status & 0x7f
        self = signal == 0 ? .exited((status >> 8) & 0xff) : .killed(signal)
    }

    /// The exit code, nil where there is none.
    var code: Int32? {
        guard case .exited(let code) = self else { return nil }
        return code
    }

    /// Why it ended, nil where all is well.
    /// - Parameter lastLine: The last thing the process said.
    func reason(lastLine: String?) -> String? {
        switch self {
        case .exited(0): nil
        case .exited(let code): "exit status \(code)" + (lastLine.map { ": \($0)" } ?? "")
        case .killed(let signal): "killed by signal \(signal)" + (SignalName.of(signal).map { " (\($0))" } ?? "")
        case .unknown: "ended, and its exit status is not known: another part of this program took it"
        }
    }
}
