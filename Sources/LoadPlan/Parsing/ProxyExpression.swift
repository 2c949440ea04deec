/// An HTTP proxy as people write it: `http://proxy.example:3128`, `http://user:password@proxy.example:3128`.
public enum ProxyExpression {
    private static let form =
        "give http://HOST:PORT, or http://USER:PASSWORD@HOST:PORT with both percent-encoded, such as http://proxy.example:3128."

    /// - Throws: ``ExpressionError`` for anything but an http URL of host and port. What may be a password is not repeated.
    public static func parse(_ text: String) throws(ExpressionError) -> ProxyOptions {
        let scheme = text.firstRange(of: "://").map { text[..<$0.lowerBound].lowercased() }
        switch scheme {
        case "http": break
        case "https":
            throw refusal(
                text,
                "a proxy that is itself spoken to over TLS is not supported; https targets go through a tunnel: \(form)"
            )
        case let scheme? where scheme.hasPrefix("socks"):
            throw refusal(text, "SOCKS proxies are not supported: \(form)")
        default: throw refusal(text, form)
        }
        guard let url = try? TargetURL(parsing: text), url.requestTarget == "/", url.fragment == nil else {
            throw refusal(text, form)
        }
        guard let userInfo = url.userInfo else { return ProxyOptions(url: url) }
        let colon = url.username.isEmpty ? userInfo.startIndex : separator(url, userInfo)
        guard let colon else { throw refusal(text, "a user's name has no colon (RFC 7617): \(form)") }
        let credentials = ProxyOptions.Credentials(
            user: Template(bytes: userInfo[..<colon]),
            password: Template(bytes: userInfo[(colon + 1)...])
        )
        return ProxyOptions(url: url.withoutCredentials, credentials: credentials)
    }

    /// Where the password begins; nil where the user's name has a colon of its own, which only a percent-encoded one can be.
    private static func separator(_ url: TargetURL, _ userInfo: [UInt8]) -> Int? {
        url.username.uppercased().contains("%3A") ? nil : userInfo.firstIndex(of: UInt8(ascii: ":"))
    }

    private static func refusal(_ text: String, _ expected: String) -> ExpressionError {
        ExpressionError(.proxy, value: CredentialText.hidden(url: text), expected: expected)
    }
}

extension Template {
    fileprivate init(bytes: some Sequence<UInt8>) {
        let bytes = Array(bytes)
        self.init(parts: bytes.isEmpty ? [] : [.text(bytes)])
    }
}
