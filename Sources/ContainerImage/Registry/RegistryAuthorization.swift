internal import FoundationEssentials

/// What goes into `Authorization`: the password itself or a token for it, as the registry's challenge asks.
///
/// Source: https://distribution.github.io/distribution/spec/auth/token/
struct RegistryAuthorization: Sendable {
    private let credentials: RegistryCredentials
    private let scope: String
    private let allowsHTTP: Bool
    /// The request for a token that is to be sent next.
    private(set) var request: RegistryRequest?
    /// The field's value; nil while nothing was asked for.
    private(set) var value: String?
    /// Challenges in a row. A token that has expired is renewed once.
    private var challenges = 0

    init(_ credentials: RegistryCredentials, scope: String, allowsHTTP: Bool) {
        self.credentials = credentials
        self.scope = scope
        self.allowsHTTP = allowsHTTP
    }

    /// Whether the next response answers ``request``.
    var isAsking: Bool { request != nil }

    /// Takes in a response with status 401. Returns why there is no way on, if there is none.
    mutating func challenged(by response: RegistryResponse) -> ImageError? {
        challenges += 1
        let fault = RegistryFault(response).summary
        guard challenges <= 2 else { return Self.refused(fault) }
        guard let challenge = RegistryChallenge(response.header("WWW-Authenticate") ?? "") else {
            return ImageError(
                .unauthorized,
                "the registry wants credentials of a kind that is not known here (\(fault))"
            )
        }
        switch challenge.scheme {
        case "basic":
            guard let basic = credentials.basic else {
                return ImageError(.unauthorized, "the registry wants a name and a password (\(fault)); log in first")
            }
            guard value != basic else { return Self.refused(fault) }
            value = basic
            return nil
        default:
            guard let realm = challenge.parameters["realm"],
                realm.hasPrefix("https://") || (allowsHTTP && realm.hasPrefix("http://"))
            else {
                return ImageError(.invalidResponse, "the registry names no safe place to get a token from (\(fault))")
            }
            var query = [("scope", challenge.parameters["scope"] ?? scope)]
            if let service = challenge.parameters["service"] { query.insert(("service", service), at: 0) }
            let text = query.map { "\($0.0)=\(Self.escaped($0.1))" }.joined(separator: "&")
            var request = RegistryRequest("GET", realm + (realm.contains("?") ? "&" : "?") + text)
            if let basic = credentials.basic { request.headers.append(RegistryHeader("Authorization", basic)) }
            self.request = request
            return nil
        }
    }

    /// Takes in the answer to ``request``. Returns why there is no token, if there is none.
    mutating func take(_ response: RegistryResponse) -> ImageError? {
        struct Document: Decodable {
            let token: String?
            let access_token: String?
        }
        request = nil
        guard response.status == 200 else { return Self.refused(RegistryFault(response).summary) }
        let document = try? JSONDecoder().decode(Document.self, from: Data(response.body))
        guard let token = document?.token ?? document?.access_token, !token.isEmpty,
            token.utf8.allSatisfy({ $0 > 0x20 })
        else { return ImageError(.invalidResponse, "the registry's token service answered without a token") }
        value = "Bearer \(token)"
        return nil
    }

    /// A request was let through.
    mutating func accepted() { challenges = 0 }

    private static func refused(_ fault: String) -> ImageError {
        ImageError(
            .unauthorized,
            "the registry does not accept these credentials (\(fault)). Log in again: a token of Amazon ECR is good for 12 h."
        )
    }

    private static func escaped(_ text: String) -> String {
        text.utf8.reduce(into: "") { text, byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), 0x2d, 0x2e, 0x5f, 0x7e:
                text.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                text += (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
            }
        }
    }
}
