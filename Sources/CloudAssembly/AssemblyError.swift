/// Why an assembly could not be written, or the `cdk` command not be understood.
public struct AssemblyError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kinds of failure.
    public enum Code: String, Sendable, CaseIterable {
        /// The context that the `cdk` command gave is no JSON object, or cannot be read.
        case invalidContext
        /// The stack or an asset has a name that cannot be a file's.
        case invalidName
        /// A file or folder could not be written.
        case cannotWrite
    }

    /// The kind of failure.
    public let code: Code
    /// What went wrong and what to do.
    public let message: String
    /// The kind as a bounded label for metrics.
    public var label: String { code.rawValue }
    /// The message.
    public var description: String { message }

    /// Creates an error.
    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }
}
