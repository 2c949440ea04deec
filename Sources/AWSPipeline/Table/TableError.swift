/// Why the results table was not written or read, and what a person can do about it. What DynamoDB itself refused is an
/// `AWSError`.
public struct TableError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kinds of failure; the raw value is the bounded label of metrics.
    public enum Code: String, Hashable, Sendable, CaseIterable {
        /// What was to be stored breaks the contract of the port.
        case refused
        /// More bytes than one item may have.
        case oversized
        /// DynamoDB left items unwritten until patience was at an end.
        case notWritten = "not_written"
        /// DynamoDB left keys unread until patience was at an end.
        case notRead = "not_read"
        /// No run has that name.
        case unknownRun = "unknown_run"
        /// A stored item cannot be read back.
        case unreadableItem = "unreadable_item"
        /// A stored item is of a `schemaVersion` that this release does not know.
        case unknownVersion = "unknown_version"
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
