/// What signing a request by its header made, and the texts on the way there.
public struct SignedRequest: Sendable {
    /// The request's header fields, and those that were added: `x-amz-date`, `x-amz-security-token`,
    /// `x-amz-content-sha256`, `authorization`.
    public let headers: [SigningRequest.Header]
    /// The request in the one form that both sides hash. Holds the session token: not for logs.
    public let canonicalRequest: String
    /// Algorithm, time, scope and the hash of the canonical request.
    public let stringToSign: String
    /// The signature, 64 hexadecimal digits.
    public let signature: String
    /// The value of `authorization`.
    public let authorization: String
}

/// What signing a request by its query made, and the texts on the way there.
public struct PresignedRequest: Sendable {
    /// The whole query, signature included: whoever has it may send the request until it expires.
    public let query: String
    /// The request in the one form that both sides hash. Holds the session token: not for logs.
    public let canonicalRequest: String
    /// Algorithm, time, scope and the hash of the canonical request.
    public let stringToSign: String
    /// The signature, 64 hexadecimal digits.
    public let signature: String
}
