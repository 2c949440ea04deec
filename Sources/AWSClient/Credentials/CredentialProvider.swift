public import AWSSigning

/// Where keys come from.
public protocol CredentialProvider: Sendable {
    /// Keys that are valid now and for some minutes more; cached and refreshed by the provider.
    /// - Throws: ``AWSError`` with code `noCredentials`, whose message says where keys were looked for, or
    ///   `invalidConfiguration`, whose message names the variable or the line to mend, or the code of STS where it
    ///   refused a role; `CancellationError`.
    func credentials() async throws -> Credentials

    /// AWS refused keys as expired although they were given as valid: those held are to be fetched anew before they are
    /// given again. Does nothing where others are held already, and by default.
    func renew(_ refused: Credentials) async
}

extension CredentialProvider {
    /// Does nothing: the next ``credentials()`` decides.
    public func renew(_ refused: Credentials) async {}
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
