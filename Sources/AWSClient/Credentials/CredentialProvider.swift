public import AWSSigning

/// Where keys come from.
public protocol CredentialProvider: Sendable {
    /// Keys that are valid now and for some minutes more; cached and refreshed by the provider.
    /// - Throws: ``AWSError`` with code `noCredentials`, whose message says where keys were looked for.
    func credentials() async throws -> Credentials
}

/// The same keys always.
public struct StaticCredentials: CredentialProvider {
    private let value: Credentials

    /// Keys that do not expire.
    public init(_ value: Credentials) {
        self.value = value
    }

    /// The keys.
    public func credentials() async throws -> Credentials { value }
}
