/// Why a stack could not be deployed, compared or deleted.
public struct DeployError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kinds of failure.
    public enum Code: String, Sendable, CaseIterable {
        /// There is no stack of the name.
        case noStack
        /// A change of the stack is going on already.
        case busy
        /// The stack is in a status from which only its owner can bring it back.
        case stuck
        /// CloudFormation did not accept the template.
        case invalidChange
        /// A change was begun and failed; the stack was rolled back as far as that was possible.
        case changeFailed
        /// The change would delete or replace something, and nobody agreed to that.
        case notAgreed
        /// The stack must not be deleted.
        case protected
        /// The name of the asset bucket belongs to somebody else.
        case foreignBucket
        /// What should be there after the deployment is not.
        case incomplete
        /// Properties of the stack that are none, or have a value that they cannot have.
        case invalidProperties
        /// The template is no JSON object, or no template.
        case invalidTemplate
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
