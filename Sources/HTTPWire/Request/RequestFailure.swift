/// Why a request cannot be put on the wire as it was described.
public struct RequestFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kinds of refusal.
    public enum Code: String, CaseIterable, Hashable, Sendable {
        /// The method is not a token.
        case invalidMethod = "invalid_method"
        /// The target is not in origin-form.
        case invalidTarget = "invalid_target"
        /// There is no host.
        case invalidHost = "invalid_host"
        /// A header's name is not a token.
        case invalidHeaderName = "invalid_header_name"
        /// A header's value holds a line break or another control character.
        case invalidHeaderValue = "invalid_header_value"
        /// A header contradicts the body, or may stand only once.
        case conflictingHeader = "conflicting_header"
    }

    /// The kind of refusal.
    public let code: Code
    /// What is wrong and what to write instead. Names the header, never repeats its value, which may be a secret.
    public let message: String

    /// A failure with a message for people.
    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// A name of a fixed, small set, fit for a metric's label.
    public var label: String { code.rawValue }

    /// The message.
    public var description: String { message }
}
