internal import FoundationEssentials

/// How a registry is told who pushes.
public enum RegistryCredentials: Hashable, Sendable {
    /// Not at all.
    case anonymous
    /// A name and a password, sent as such or exchanged for a token, whichever the registry asks for. For Amazon ECR the
    /// name is `AWS`, and `GetAuthorizationToken` gives the password.
    case password(user: String, password: String)

    /// From the token of ECR's `GetAuthorizationToken`: `user:password` in base 64.
    /// - Throws: ``ImageError`` `invalidResponse` where it is none.
    public init(ecrToken token: String) throws(ImageError) {
        guard let data = Data(base64Encoded: token), let colon = data.firstIndex(of: UInt8(ascii: ":")) else {
            throw ImageError(.invalidResponse, "ECR's authorization token is not `user:password` in base 64; ask again")
        }
        self = .password(
            user: String(decoding: data[..<colon], as: UTF8.self),
            password: String(decoding: data[data.index(after: colon)...], as: UTF8.self)
        )
    }

    /// The value of `Authorization`; nil for none.
    var basic: String? {
        guard case .password(let user, let password) = self else { return nil }
        return "Basic " + Data("\(user):\(password)".utf8).base64EncodedString()
    }
}
