internal import Glibc

/// An `errno` value of a failed system call.
struct SystemError: Error {
    let number: Int32

    init(_ number: Int32 = errno) {
        self.number = number
    }

    /// The system's words for it, such as `Permission denied`.
    var text: String {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { buffer in
            guard let text = buffer.baseAddress, strerror_r(number, text, buffer.count) == 0 else {
                return "error \(number)"
            }
            return String(cString: text)
        }
    }

    /// The error of a failed attempt to make or open something in the data directory.
    func opening(_ path: String) -> LocalPipelineError {
        switch number {
        case EACCES, EPERM, EROFS:
            LocalPipelineError(
                .notWritable,
                "\(path) cannot be written (\(text)): change its permissions, or name another place with LOADTESTER_DATA"
            )
        case ENOSPC, EDQUOT:
            LocalPipelineError(
                .diskFull,
                "no space is left for \(path) (\(text)): free some, or name another place with LOADTESTER_DATA"
            )
        default:
            LocalPipelineError(
                .inputOutput,
                "\(path) cannot be opened (\(text)): mend it, or name another place with LOADTESTER_DATA"
            )
        }
    }
}
