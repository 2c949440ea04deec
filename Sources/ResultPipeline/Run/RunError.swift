/// Why a run could not be carried out at all. A run that took place has a verdict instead.
public struct RunError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kinds of failure.
    public enum Code: String, Sendable, CaseIterable {
        /// The `testId` names another run.
        case conflict
        /// The `testId` is none.
        case invalidTestId
        /// Fewer tasks could be started than are needed.
        case launchFailed
        /// The registry has lost the run.
        case missing
    }

    /// The kind of failure.
    public let code: Code
    /// What went wrong and what to do.
    public let message: String
    /// Why tasks did not start, for `launchFailed`.
    public let failures: [LaunchFailure]
    /// The kind as a bounded label for metrics.
    public var label: String { code.rawValue }
    /// The message.
    public var description: String { message }

    /// Creates an error.
    public init(_ code: Code, _ message: String, failures: [LaunchFailure] = []) {
        self.code = code
        self.message = message
        self.failures = failures
    }

    static func conflict(_ testId: String) -> RunError {
        RunError(.conflict, "testId '\(testId)' names a run with other parameters; choose another, or leave it out")
    }

    static func invalidTestId(_ testId: String) -> RunError {
        let shown = BoundedText.clean(String(testId.prefix(TestID.maxLength + 1)))
        return RunError(.invalidTestId, "'\(shown)' is no testId; use 1–\(TestID.maxLength) of A-Z a-z 0-9 . _ -")
    }

    static func launchFailed(_ header: RunHeader, _ failures: [LaunchFailure]) -> RunError {
        let reasons = failures.reduce(into: [LaunchFailure: Int]()) { $0[$1, default: 0] += 1 }
            .sorted { ($1.value, $0.key.reason, $0.key.detail) < ($0.value, $1.key.reason, $1.key.detail) }
            .prefix(5).map { "\($0.value) × \($0.key.reason): \($0.key.detail)" }.joined(separator: "; ")
        return RunError(
            .launchFailed,
            "\(header.taskCount - failures.count) of \(header.taskCount) tasks could be started, "
                + "\(header.minTasks) are needed: \(BoundedText.clean(reasons))",
            failures: failures
        )
    }
}
