/// Keys that sign requests. Their description shows the access key id only, so that no log can hold a secret.
public struct Credentials: Hashable, Sendable {
    /// Names the key pair; no secret.
    public var accessKeyId: String
    /// The secret; leaves the process only as a signature.
    public var secretAccessKey: String
    /// Goes with temporary keys, as `X-Amz-Security-Token`.
    public var sessionToken: String?

    /// Creates credentials.
    public init(accessKeyId: String, secretAccessKey: String, sessionToken: String? = nil) {
        self.accessKeyId = accessKeyId
        self.secretAccessKey = secretAccessKey
        self.sessionToken = sessionToken
    }
}

extension Credentials: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// `credentials AKID…`.
    public var description: String { "credentials \(accessKeyId)" }
    /// As `description`.
    public var debugDescription: String { description }
    /// The access key id only: `dump` and failed test expectations print by reflection.
    public var customMirror: Mirror { Mirror(self, children: ["accessKeyId": accessKeyId]) }
}
