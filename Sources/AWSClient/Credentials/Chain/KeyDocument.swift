internal import FoundationEssentials

/// The JSON document in which containers, instances and processes hand out keys. Its description shows no
/// secret.
struct KeyDocument: Decodable, Sendable, CustomStringConvertible, CustomReflectable {
    /// `1`, in the document of a process.
    let version: Int?
    /// `Success`, in the document of an instance; another word tells why there are no keys.
    let code: String?
    let accessKeyId: String?
    let secretAccessKey: String?
    /// The session token of containers and instances.
    let token: String?
    /// The session token of processes.
    let sessionToken: String?
    let expiration: String?

    var description: String { "keys \(accessKeyId ?? "without an id")" }
    var customMirror: Mirror { Mirror(self, children: ["accessKeyId": accessKeyId as Any]) }

    private enum CodingKeys: String, CodingKey {
        case version = "Version"
        case code = "Code"
        case accessKeyId = "AccessKeyId"
        case secretAccessKey = "SecretAccessKey"
        case token = "Token"
        case sessionToken = "SessionToken"
        case expiration = "Expiration"
    }

    /// Reads a document. The errors never show any of it.
    /// - Parameter place: Where it came from.
    /// - Throws: ``AWSError`` with code `noCredentials`.
    init(_ bytes: [UInt8], from place: String) throws(AWSError) {
        guard let document = try? JSONDecoder().decode(KeyDocument.self, from: Data(bytes)) else {
            throw .noCredentials("\(place) answered with something other than a JSON document of keys")
        }
        self = document
    }

    /// The keys in the document.
    /// - Parameter needsExpiration: Whether keys without an end are refused.
    /// - Throws: ``AWSError`` with code `noCredentials` where a part is missing, `invalidConfiguration` where one is no
    ///   key.
    func keys(from place: String, needsExpiration: Bool) throws(AWSError) -> IssuedCredentials {
        guard let accessKeyId, let secretAccessKey else {
            throw .noCredentials("\(place) gave a document without AccessKeyId and SecretAccessKey")
        }
        let expiry = expiration.flatMap(ISO8601Instant.epochMilliseconds)
        guard expiry != nil || (expiration == nil && !needsExpiration) else {
            throw .noCredentials("\(place) gave keys with no time of expiry (\"Expiration\") that can be read")
        }
        return try IssuedCredentials(
            accessKeyId: accessKeyId,
            secretAccessKey: secretAccessKey,
            sessionToken: token ?? sessionToken,
            expiry: expiry,
            place: place
        )
    }
}
