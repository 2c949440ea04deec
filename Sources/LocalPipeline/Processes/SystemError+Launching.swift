internal import Glibc

extension SystemError {
    /// The error of a worker that could not be started; `log` is the file that was to take its output.
    func launching(_ executable: String, log: String?) -> LocalPipelineError {
        switch number {
        case EAGAIN, ENOMEM:
            LocalPipelineError(
                .capacity,
                "no room for another process (\(text)): ask for fewer tasks, or raise `ulimit -u`"
            )
        case EMFILE, ENFILE:
            LocalPipelineError(.capacity, "no descriptor is left (\(text)): raise `ulimit -n`")
        case ENOSPC, EDQUOT, EROFS:
            opening(log ?? executable)
        default:
            LocalPipelineError(
                .launch,
                "\(executable) cannot be started" + (log.map { " with its output in \($0)" } ?? "") + " (\(text))"
            )
        }
    }
}
