/// A request that AWS Signature Version 4 is to be made for. The engine knows no AWS: whoever starts it says how to sign.
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
}

extension LoadEngine {
    /// Gives the header fields that sign a request. Called on event loops for each signed request: it must not block.
    public typealias RequestSigner = @Sendable (SignableRequest) -> [(name: String, value: String)]
}
