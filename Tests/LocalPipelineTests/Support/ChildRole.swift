import FoundationEssentials
import LocalPipeline

/// What this test program does when a test has started it again as a child process.
enum ChildRole: String {
    /// Sends messages until it is killed, and says after each that it was acknowledged.
    case sender
    /// Sends a fixed number of messages.
    case writer
    /// Watches its parent and waits.
    case worker
    /// Starts workers and is killed.
    case parent

    static let variable = "LOADTESTER_TEST_ROLE"
    static let directoryVariable = "LOADTESTER_TEST_DIRECTORY"

    /// The role of this process, nil in the test run itself.
    static var current: ChildRole? {
        ProcessInfo.processInfo.environment[variable].flatMap(ChildRole.init)
    }

    /// The directory that a child shares with the test that started it.
    static var directory: String { ProcessInfo.processInfo.environment[directoryVariable] ?? "." }

    /// A fleet of processes in this role; their output is in `logs` of the directory.
    static func fleet(_ role: ChildRole, directory: String, grace: Duration = .seconds(10)) throws -> ProcessFleet {
        var environment = ProcessInfo.processInfo.environment
        environment[variable] = role.rawValue
        environment[directoryVariable] = directory
        let command = WorkerCommand(
            executable: "/proc/self/exe",
            environment: environment,
            output: .logs(directory: directory + "/logs")
        ) { _, index in
            [
                "--testing-library", "swift-testing", "--no-parallel", "--filter", "ChildRoles", "--task-index",
                "\(index)",
            ]
        }
        return try ProcessFleet(command, grace: grace)
    }

    /// The task index that the fleet gave to this process.
    static var taskIndex: Int { CommandLine.arguments.last.flatMap { Int($0) } ?? 0 }
}
