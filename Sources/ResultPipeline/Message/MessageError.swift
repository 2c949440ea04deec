/// Why bytes are not a result message that this version can take. The queue keeps the text with the dead letter.
public struct MessageError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kinds of refusal.
    public enum Code: String, Sendable, CaseIterable {
        /// More bytes than a message may have.
        case oversized
        /// Not a JSON object.
        case notJSON
        /// A `schemaVersion` other than 1.
        case unknownVersion
        /// A `kind` other than `started`, `window` and `final`.
        case unknownKind
        /// A field is missing or of the wrong type.
        case wrongType
        /// A field has a value that no task sends.
        case outOfRange
        /// A histogram cannot be read.
        case damagedHistogram
    }

    /// The kind of refusal.
    public let code: Code
    /// What was wrong and what to do, at most ``BoundedText/limit`` characters.
    public let message: String
    /// The kind as a bounded label for metrics.
    public var label: String { code.rawValue }
    /// Label and message.
    public var description: String { "\(label): \(message)" }

    /// Creates an error; a longer message is cut.
    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = BoundedText.clean(message)
    }

    static func unknownVersion(_ version: Int) -> MessageError {
        MessageError(
            .unknownVersion,
            "schemaVersion \(version) is not \(ResultMessage.schemaVersion); use workers and processor of one release"
        )
    }

    static func unknownKind(_ kind: String) -> MessageError {
        MessageError(.unknownKind, "kind '\(kind.prefix(40))' is none of started, window, final")
    }
}
