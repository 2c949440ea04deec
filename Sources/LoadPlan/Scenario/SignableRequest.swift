/// A request that AWS Signature Version 4 is to be made for, between the engine, which knows no AWS, and what signs for it.
public struct SignableRequest: Sendable {
    /// Signing name of the service, such as `execute-api`.
    public var service: String
    /// AWS region.
    public var region: String
    /// Request method.
    public var method: String
    /// Path as it goes on the wire.
    public var path: String
    /// Query as it goes on the wire, without the question mark; empty for none.
    public var query: String
    /// Header fields so far, `Host` among them.
    public var headers: [(name: String, value: String)]
    /// The content.
    public var body: [UInt8]
    /// The moment of signing, seconds since the Unix epoch.
    public var epochSeconds: Int64
    /// The plan's access key id; nil for the credentials that the task itself has.
    public var accessKeyId: String?
    /// The plan's secret access key; nil where the id is.
    public var secretAccessKey: String?
    /// Session token of temporary credentials.
    public var sessionToken: String?

    /// Creates a request, to be signed with the credentials that the task itself has.
    public init(
        service: String,
        region: String,
        method: String,
        path: String,
        query: String,
        headers: [(name: String, value: String)],
        body: [UInt8],
        epochSeconds: Int64
    ) {
        self.service = service
        self.region = region
        self.method = method
        self.path = path
        self.query = query
        self.headers = headers
        self.body = body
        self.epochSeconds = epochSeconds
    }
}
