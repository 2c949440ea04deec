/// An HTTP request as far as a signature covers it.
public struct SigningRequest: Sendable {
    /// One header field.
    public typealias Header = (name: String, value: String)

    /// Request method.
    public var method: String
    /// Path as it goes on the wire.
    public var path: String
    /// Query as it goes on the wire, without the question mark; empty for none.
    public var query: String
    /// Header fields, `host` among them. All are signed but those that proxies change, see ``CanonicalHeaders``.
    public var headers: [Header]
    /// The content.
    public var payload: Payload

    /// Creates a request.
    public init(
        method: String,
        path: String = "/",
        query: String = "",
        headers: [Header],
        payload: Payload = .bytes([])
    ) {
        self.method = method
        self.path = path
        self.query = query
        self.headers = headers
        self.payload = payload
    }

    /// The content as a signature covers it.
    public enum Payload: Hashable, Sendable {
        /// Signed by its SHA-256.
        case bytes([UInt8])
        /// Signed by the SHA-256 that the caller found, in lower-case hexadecimal digits.
        case sha256(String)
        /// Not signed: for S3 over TLS only.
        case unsigned

        /// The last line of a canonical request.
        var hash: String {
            switch self {
            case .bytes(let bytes): Digest.sha256(bytes)
            case .sha256(let digits): digits
            case .unsigned: "UNSIGNED-PAYLOAD"
            }
        }
    }
}
