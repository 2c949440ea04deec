/// Why an operation of AWS failed, after all retries.
public struct AWSError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The operation, such as `RunTask`.
    public var operation: String
    /// The error code: AWS's own, such as `ConditionalCheckFailedException`, without the shape's name space; or one of
    /// ours in lower case where no answer of AWS told: `transport` (no answer), `http503` (an answer without a code),
    /// `invalidResponse`, `noCredentials`, `invalidConfiguration`.
    public var code: String
    /// AWS's message, or ours: what went wrong and what to do.
    public var message: String
    /// Status of the response; nil where there was none.
    public var status: Int?
    /// AWS's request id, for their support and CloudTrail.
    public var requestId: String?
    /// The body of the last response, as far as it is small, for errors that carry more than code and message
    /// (`CancellationReasons`).
    public var body: [UInt8]

    /// Creates an error.
    public init(
        operation: String,
        code: String,
        message: String,
        status: Int? = nil,
        requestId: String? = nil,
        body: [UInt8] = []
    ) {
        self.operation = operation
        self.code = code
        self.message = message
        self.status = status
        self.requestId = requestId
        self.body = body
    }

    /// `RunTask: ThrottlingException: Rate exceeded (request 1234)`.
    public var description: String {
        "\(operation): \(code): \(message)" + (requestId.map { " (request \($0))" } ?? "")
    }
}
