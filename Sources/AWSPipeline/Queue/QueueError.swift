/// Why a queue did not take what it was given, and what to do about it.
public struct QueueError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kinds of failure; the raw value is the bounded label of metrics.
    public enum Code: String, Sendable, CaseIterable {
        /// A body that no queue takes: empty, no UTF-8, or too large. Nothing was sent.
        case refused
        /// Messages that SQS did not store, or did not say that it had.
        case notStored = "not_stored"
        /// Deliveries that SQS did not delete: they will come again.
        case notAcknowledged = "not_acknowledged"
    }

    /// The kind of failure.
    public let code: Code
    /// What went wrong and what to do.
    public let message: String
    /// How many messages or deliveries are concerned.
    public let count: Int
    /// The kind as a bounded label for metrics.
    public var label: String { code.rawValue }
    /// The message.
    public var description: String { message }

    /// Creates an error.
    public init(_ code: Code, _ message: String, count: Int) {
        self.code = code
        self.message = message
        self.count = count
    }
}
