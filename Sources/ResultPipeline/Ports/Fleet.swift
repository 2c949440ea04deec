/// Starts and stops the tasks of a run: worker processes here, Fargate tasks on AWS.
public protocol Fleet: Sendable {
    /// Starts tasks 0 ..< `header.taskCount`. Asking again for the same run starts only those that are missing.
    func launch(_ header: RunHeader) async throws -> FleetLaunch
    /// What each launched task is doing.
    func status(of testId: String) async throws -> [TaskStatus]
    /// Ends all tasks of a run: politely first, and by force after the grace that the adapter states. Idempotent.
    func stop(_ testId: String) async throws
}

/// The outcome of a launch; some tasks may have failed to start.
public struct FleetLaunch: Equatable, Sendable {
    /// Names of the started tasks (process ids, task ARNs).
    public var taskNames: [String]
    /// Why the others did not start.
    public var failures: [LaunchFailure]
    /// Tasks that the fleet did not get to before its deadline. Nothing speaks against them: asking again goes on with them.
    public var pending: Int = 0

    /// Creates the outcome.
    public init(taskNames: [String], failures: [LaunchFailure] = [], pending: Int = 0) {
        self.taskNames = taskNames
        self.failures = failures
        self.pending = pending
    }
}

/// One task that did not start.
public struct LaunchFailure: Hashable, Sendable, Codable {
    /// Bounded label, such as `CAPACITY`.
    public var reason: String
    /// What a person needs to mend it.
    public var detail: String

    /// Creates a failure.
    public init(reason: String, detail: String) {
        self.reason = reason
        self.detail = detail
    }
}

/// What a task is doing, as its fleet sees it.
public struct TaskStatus: Equatable, Sendable {
    /// The task's index in the run.
    public var taskIndex: Int
    /// Its name in the fleet.
    public var name: String
    /// Where it is in its life.
    public var state: State

    /// The life of a task.
    public enum State: Equatable, Sendable {
        /// Started, not ended.
        case running
        /// Ended; `reason` says how where it was not by itself (`killed by signal 9`, a stopped reason).
        case stopped(exitCode: Int32?, reason: String?)
    }

    /// Creates a status.
    public init(taskIndex: Int, name: String, state: State) {
        self.taskIndex = taskIndex
        self.name = name
        self.state = state
    }
}
