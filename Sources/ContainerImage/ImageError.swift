/// Why an image or a package could not be built, written or pushed.
public struct ImageError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kinds of failure.
    public enum Code: String, Sendable, CaseIterable {
        /// A file that is needed is not there, or cannot be read.
        case missingFile
        /// A file is not what it must be: no executable for Linux, no certificates.
        case invalidFile
        /// A path, a name or a size that the archive's format cannot hold.
        case invalidEntry
        /// zlib gave up.
        case compression
        /// A file or folder could not be written.
        case cannotWrite
        /// The name of an image is none.
        case invalidReference
        /// The registry does not accept the credentials, or wants some.
        case unauthorized
        /// The registry has no such repository.
        case unknownRepository
        /// The tag names another image and may not be changed.
        case immutableTag
        /// The registry refused a request.
        case refused
        /// The registry did not answer, although it was asked several times.
        case unreachable
        /// The registry's answer breaks the protocol.
        case invalidResponse
        /// The registry holds other bytes than those that were sent.
        case wrongDigest
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
