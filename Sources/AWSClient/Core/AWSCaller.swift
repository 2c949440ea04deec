/// Calls operations of one AWS service: signed, retried, with typed errors. `ServiceClient` is the one that ships.
public protocol AWSCaller: Sendable {
    /// Carries out one operation.
    /// - Throws: ``AWSError``; `CancellationError`.
    func call(_ request: AWSRequest) async throws -> AWSResponse
}

/// One operation of a service, before it is addressed and signed.
public struct AWSRequest: Hashable, Sendable {
    /// The operation's name, such as `SendMessage`: for errors and logs.
    public var operation: String
    /// Request method.
    public var method: String
    /// Path, percent-encoded.
    public var path: String
    /// Query parameters, not encoded.
    public var query: [HTTPField]
    /// Header fields of the operation's own (`x-amz-target`, `content-type`).
    public var headers: [HTTPField]
    /// The content.
    public var body: [UInt8]
    /// Time for one attempt; nil for the client's default. Long polls and synchronous invocations need more.
    public var timeout: Duration?
    /// Attempts, the first included; nil for the service's default. 1 where a repetition would do harm.
    public var maxAttempts: Int?

    /// Creates a request.
    public init(
        operation: String,
        method: String = "POST",
        path: String = "/",
        query: [HTTPField] = [],
        headers: [HTTPField] = [],
        body: [UInt8] = [],
        timeout: Duration? = nil,
        maxAttempts: Int? = nil
    ) {
        self.operation = operation
        self.method = method
        self.path = path
        self.query = query
        self.headers = headers
        self.body = body
        self.timeout = timeout
        self.maxAttempts = maxAttempts
    }
}

/// The answer of a service to an operation that succeeded (status 2xx).
public struct AWSResponse: Hashable, Sendable {
    /// Status code.
    public var status: Int
    /// Header fields as they came.
    public var headers: [HTTPField]
    /// The content.
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
