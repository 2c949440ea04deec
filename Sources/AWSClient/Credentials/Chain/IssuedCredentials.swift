internal import AWSSigning

/// Keys as a source gave them. Their description shows no secret.
struct IssuedCredentials: Hashable, Sendable {
    let credentials: Credentials
    /// When they end, in milliseconds since the Unix epoch; nil for keys without an end.
    private(set) var expiry: Int64?

    /// Keys without an end, or temporary ones.
    /// - Parameter place: Where they were found, for the error.
    /// - Throws: ``AWSError`` with code `invalidConfiguration` for text that no key can be: an empty one, or one that
    ///   holds a space, a line break or anything beyond ASCII. It would break the header that carries it.
    init(
        accessKeyId: String,
        secretAccessKey: String,
        sessionToken: String?,
        expiry: Int64? = nil,
        place: String
    ) throws(AWSError) {
        for (part, text) in [("access key id", accessKeyId), ("secret access key", secretAccessKey)] {
            try Self.check(text, part, place)
        }
        if let sessionToken { try Self.check(sessionToken, "session token", place) }
        credentials = Credentials(
            accessKeyId: accessKeyId,
            secretAccessKey: secretAccessKey,
            sessionToken: sessionToken
        )
        self.expiry = expiry
    }

    /// The same keys with another end.
    func expiring(at expiry: Int64) -> IssuedCredentials {
        var keys = self
        keys.expiry = expiry
        return keys
    }

    private static func check(_ text: String, _ part: String, _ place: String) throws(AWSError) {
        guard !text.isEmpty else { throw .configuration("\(place): the \(part) is empty") }
        guard text.utf8.allSatisfy({ (0x21...0x7e).contains($0) }) else {
            throw .configuration("\(place): the \(part) holds a space, a line break or a character beyond ASCII")
        }
    }
}
