/// Why the runtime loop could not talk to Lambda's runtime API.
struct RuntimeFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kinds of failure; the raw value is the bounded label of logs and metrics.
    enum Code: String, CaseIterable, Sendable {
        /// `AWS_LAMBDA_RUNTIME_API` is missing or names no endpoint.
        case noEndpoint = "no_endpoint"
        /// No connection could be made.
        case connectFailed = "connect_failed"
        /// The connection ended before the response was whole.
        case connectionLost = "connection_lost"
        /// No whole response within the time allowed.
        case timedOut = "timed_out"
        /// What came is no HTTP response, or not the one that the API documents.
        case invalidResponse = "invalid_response"
        /// The API refused the request (4xx): it comes at the wrong moment or names another invocation.
        case refused
        /// The API refused a response for its size (413).
        case responseTooLarge = "response_too_large"
        /// The API failed (5xx): by its documentation a state without recovery, in which the runtime is to exit.
        case containerError = "container_error"
        /// The system has no thread or descriptor left.
        case system
    }

    let code: Code
    /// What went wrong and what to do.
    let message: String

    init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    var label: String { code.rawValue }
    var description: String { message }

    /// Whether the same request may succeed on another connection.
    var isTransient: Bool {
        switch code {
        case .connectFailed, .connectionLost, .timedOut: true
        case .noEndpoint, .invalidResponse, .refused, .responseTooLarge, .containerError, .system: false
        }
    }

    /// Whether later invocations may still be served after a result could not be delivered.
    var allowsNextInvocation: Bool {
        switch code {
        case .connectFailed, .connectionLost, .timedOut, .refused, .responseTooLarge: true
        case .noEndpoint, .invalidResponse, .containerError, .system: false
        }
    }
}
