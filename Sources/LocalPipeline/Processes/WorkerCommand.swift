/// How worker processes are started.
public struct WorkerCommand: Sendable {
    /// Path of the executable, such as `/proc/self/exe`; no search along `PATH`.
    public var executable: String
    /// Arguments of the worker of a run (`testId`) and task index, without the program's own name.
    public var arguments: @Sendable (_ testId: String, _ taskIndex: Int) -> [String]
    /// The workers' environment; the fleet adds `LOADTESTER_PARENT_PID`.
    public var environment: [String: String]
    /// Where the workers' standard output and error go.
    public var output: Output

    /// Where the workers' standard output and error go.
    public enum Output: Hashable, Sendable {
        /// To `<testId>-<index>.log` in this directory, which is made where it is missing. Logs are appended to.
        case logs(directory: String)
        /// To this process's standard error.
        case standardError
    }

    /// Creates a command.
    public init(
        executable: String,
        environment: [String: String],
        output: Output,
        arguments: @escaping @Sendable (_ testId: String, _ taskIndex: Int) -> [String]
    ) {
        self.executable = executable
        self.arguments = arguments
        self.environment = environment
        self.output = output
    }

    /// The log of a worker, nil where there is none.
    func log(_ testId: String, _ taskIndex: Int) -> WorkerLog? {
        guard case .logs(let directory) = output else { return nil }
        return WorkerLog(directory: directory, testId: testId, taskIndex: taskIndex)
    }
}
