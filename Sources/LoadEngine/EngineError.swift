/// Why the engine could not begin. Failures of single requests are counted in the results instead.
public struct EngineError: Error, CustomStringConvertible, Sendable {
    /// What kind of failure, as a bounded label.
    public enum Code: String, Sendable {
        /// The trust store or a certificate file could not be read.
        case trustStore = "trust_store"
        /// The client's certificate or its key cannot be used.
        case certificate
        /// TLS could not be set up.
        case tls
        /// The request cannot be written as HTTP/1.1.
        case request
        /// No thread, descriptor or memory for the event loops.
        case noThread = "no_thread"
        /// An address given by hand is none.
        case address
        /// A proxy cannot be used.
        case proxy
        /// A file of rows cannot be used.
        case data
        /// A secret could not be resolved.
        case secret
        /// A step of setup, teardown or a trial run did not succeed.
        case step
    }

    /// What kind of failure.
    public let code: Code
    /// What went wrong and what to do.
    public let message: String

    init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// The message.
    public var description: String { message }
}
