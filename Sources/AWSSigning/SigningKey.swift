/// The key that signs for one service in one region on one day. It takes four hashes to derive from the secret, and is good for
/// every request of that day. Whoever has it can sign as well: its description shows nothing of it.
public struct SigningKey: Sendable {
    let bytes: [UInt8]
}

extension SigningKey: CustomStringConvertible, CustomReflectable {
    /// `signing key`.
    public var description: String { "signing key" }
    /// Empty.
    public var customMirror: Mirror { Mirror(self, children: []) }
}

extension SigV4 {
    /// The key for the day of `time`.
    public func key(of credentials: Credentials, at time: SigningTime) -> SigningKey {
        var key = Array("AWS4\(credentials.secretAccessKey)".utf8)
        for part in [time.day, region, service, "aws4_request"] {
            key = Digest.hmac(part, key: key)
        }
        return SigningKey(bytes: key)
    }
}
