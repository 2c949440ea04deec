/// Carries one HTTP request to an AWS endpoint and its whole response back. Knows nothing of AWS.
public protocol HTTPTransport: Sendable {
    /// Sends `request` and awaits the whole response, however its status reads.
    /// - Throws: ``TransportError`` where no whole response arrived within `timeout`.
    func send(_ request: TransportRequest, timeout: Duration) async throws -> TransportResponse
}

/// An HTTP request as it goes on the wire, signature included.
public struct TransportRequest: Hashable, Sendable {
    /// Request method.
    public var method: String
    /// Scheme, host, port, path and query, percent-encoded.
    public var url: String
    /// Header fields in the order in which they are sent; `host` included.
    public var headers: [HTTPField]
    /// The content; empty for none.
    public var body: [UInt8]

    /// Creates a request.
    public init(method: String, url: String, headers: [HTTPField] = [], body: [UInt8] = []) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
    }
}

/// A whole HTTP response.
public struct TransportResponse: Hashable, Sendable {
    /// Status code.
    public var status: Int
    /// Header fields as they came.
    public var headers: [HTTPField]
    /// The content, at most what the transport admits.
    public var body: [UInt8]

    /// Creates a response.
    public init(status: Int, headers: [HTTPField] = [], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// The first field of a name, whatever its case.
    public func header(_ name: String) -> String? {
        let name = name.lowercased()
        return headers.first { $0.name.lowercased() == name }?.value
    }
}

/// One header field.
public struct HTTPField: Hashable, Sendable {
    /// Field name.
    public var name: String
    /// Field value.
    public var value: String

    /// Creates a field.
    public init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}

/// Why no response arrived. Every kind but `refused` may be worth another try; none but that and `connectFailed` says
/// that the request was not carried out.
public struct TransportError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kinds of failure.
    public enum Code: String, Sendable, CaseIterable {
        /// No connection: refused, unreachable, no such name, TLS failed.
        case connectFailed
        /// The connection ended before the whole response.
        case connectionClosed
        /// Not within the time allowed.
        case timeout
        /// The response is none, or larger than admitted.
        case invalidResponse
        /// Never sent: the request cannot be put on the wire, or the transport was shut down.
        case refused
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
