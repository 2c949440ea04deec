/// One place where keys may be.
protocol CredentialSource: Sendable {
    /// What people call the place.
    var name: String { get }

    /// Looks there once, time-outs and repetitions included.
    /// - Throws: ``AWSError`` where the place is set up but does not work.
    func find() async throws -> Finding
}

/// What a source found.
enum Finding: Sendable {
    /// Keys.
    case keys(IssuedCredentials)
    /// The place is not set up here; the text says what was missing.
    case nothing(String)
}
