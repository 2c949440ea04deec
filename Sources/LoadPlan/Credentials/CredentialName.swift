/// Which header fields and query parameters prove who sends a request, by their names: the one list for what is hidden where people
/// read, and for what may not be stored.
///
/// Sources: RFC 9110, section 11 (`Authorization`, `Proxy-Authorization`), RFC 6265 (`Cookie`, `Set-Cookie`), RFC 6750, section 2.3
/// (`access_token` in a query), RFC 7521 (assertions), RFC 9449 (`DPoP`), AWS Signature Version 4 (`X-Amz-Signature`,
/// `X-Amz-Security-Token`); and the names that are usual beside them, such as `X-Api-Key`, `X-Auth-Token`, `X-CSRF-Token`.
public enum CredentialName {
    /// Last words of names, also at the end of a longer word: `X-Auth-Token`, `accessToken`.
    private static let endings = [
        "authorization", "token", "secret", "password", "passwd", "passphrase", "credential", "credentials", "cookie",
        "jwt",
        "assertion", "signature", "sessionid", "apikey", "accesskey", "secretkey", "privatekey", "authkey",
        "subscriptionkey", "functionkey", "masterkey",
    ]
    /// Last words of names that are too short to be looked for within words.
    private static let words: Set<String> = ["auth", "dpop", "otp", "pwd", "session", "sig"]
    /// What comes before `key` or `token` where it is no secret.
    private static let harmless: Set<String> = [
        "cache", "continuation", "continue", "cursor", "idempotency", "next", "page", "pagination", "partition",
        "public",
        "routing", "sort", "surrogate", "sync", "websocket",
    ]

    /// Whether a value under this name is a credential. Letter case, hyphens and underscores make no difference; a number at the
    /// end, as in `X-Hub-Signature-256`, neither.
    public static func covers(_ name: some StringProtocol) -> Bool {
        var parts = name.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
        while parts.count > 1, parts.last?.allSatisfy(\.isNumber) == true { parts.removeLast() }
        guard let last = parts.popLast() else { return false }
        let before = parts.last
        switch last {
        case "key": return before.map { !harmless.contains($0) } ?? false
        case "id": return before == "session"
        case let last where words.contains(last): return true
        default:
            guard let ending = endings.first(where: { last.hasSuffix($0) }) else { return false }
            let qualifier = last == ending ? before : String(last.dropLast(ending.count))
            return ending != "token" || !(qualifier.map(harmless.contains) ?? false)
        }
    }
}
