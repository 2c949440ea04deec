/// What keeps a function, a worker or the command from finding its deployment.
public struct DeploymentError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kinds of failure.
    public enum Code: String, Sendable, CaseIterable {
        /// A variable that must be set is not.
        case missingVariable
        /// A variable has a value that is none.
        case invalidVariable
    }

    /// The kind of failure.
    public let code: Code
    /// What went wrong and what to do.
    public let message: String
    /// The kind as a bounded label for metrics.
    public var label: String { code.rawValue }
    /// The message.
    public var description: String { message }

    init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }
}
