/// An http or https URL, parsed and serialised as the WHATWG URL Standard says (url.spec.whatwg.org, as of 2024).
///
/// Host names outside ASCII become ASCII (UTS 46, non-transitional) as far as the standard library's Unicode data go:
/// letter case, fullwidth ASCII, ideographic full stops and ignorable characters are mapped, combining marks composed
/// and `xn--` labels checked. Other compatibility characters (`ﬁ`, `①`, halfwidth katakana), a zero-width joiner that
/// follows no virama, and names whose canonical form needs reordering are refused rather than guessed. The rule for
/// right-to-left labels (RFC 5893) is not checked.
public struct TargetURL: Hashable, Sendable {
    /// The two schemes that can be put under load.
    public enum Scheme: String, CaseIterable, Hashable, Sendable {
        /// Plain text, port 80 unless told otherwise.
        case http
        /// TLS, port 443 unless told otherwise.
        case https

        /// The port where the URL names none.
        public var defaultPort: UInt16 { self == .http ? 80 : 443 }
    }

    /// What kind of host the URL names.
    public enum HostKind: String, CaseIterable, Hashable, Sendable {
        /// A name to look up.
        case domain
        /// Four bytes, dotted.
        case ipv4
        /// Eight pieces, in brackets.
        case ipv6
    }

    /// The scheme, whatever letter case it was written in.
    public internal(set) var scheme: Scheme
    /// Percent-encoded; empty for none.
    public internal(set) var username = ""
    /// Percent-encoded; empty for none.
    public internal(set) var password = ""
    /// Serialised: an ASCII domain in lower case, `192.0.2.1`, or `[2001:db8::1]` with the brackets.
    public internal(set) var host = ""
    /// What kind of host that is.
    public internal(set) var hostKind = HostKind.domain
    /// The port, where it is written and is not the scheme's default.
    public internal(set) var explicitPort: UInt16?
    /// Percent-encoded, without dot segments, beginning with a slash.
    public internal(set) var path = "/"
    /// Percent-encoded, without the question mark. Nil where there is none, empty for a lone question mark.
    public internal(set) var query: String?
    /// Percent-encoded, without the number sign. Never sent to a server.
    public internal(set) var fragment: String?

    /// Parses `text`, which may be relative if `base` is given, as the `Location` of a redirect may be.
    ///
    /// - Throws: ``TargetURLError`` with a message for the person who wrote the URL.
    public init(parsing text: String, relativeTo base: TargetURL? = nil) throws(TargetURLError) {
        var parser = URLParser(text)
        self = try parser.parse(relativeTo: base)
    }

    init(scheme: Scheme) {
        self.scheme = scheme
    }

    /// The port to connect to.
    public var port: UInt16 { explicitPort ?? scheme.defaultPort }

    /// What is asked of the server: path and query (origin-form, RFC 9112, section 3.2.1).
    public var requestTarget: String {
        path + (query.map { "?" + $0 } ?? "")
    }

    /// The value of `Host`: the host, and the port unless it is the scheme's default. Fit for display: no credentials.
    public var hostHeader: String {
        host + (explicitPort.map { ":\($0)" } ?? "")
    }

    /// The whole URL, credentials and fragment included.
    public var href: String {
        "\(scheme.rawValue)://\(credentials)\(hostHeader)\(requestTarget)" + (fragment.map { "#" + $0 } ?? "")
    }

    /// The URL for reports and logs: without credentials, those in the query among them, and without the fragment.
    public var redacted: String {
        "\(scheme.rawValue)://\(hostHeader)\(CredentialText.hidingParameters(requestTarget))"
    }

    private var credentials: String {
        if username.isEmpty, password.isEmpty { return "" }
        return username + (password.isEmpty ? "" : ":" + password) + "@"
    }
}

extension TargetURL: CustomStringConvertible {
    /// The ``redacted`` form, so that a log line cannot leak a password.
    public var description: String { redacted }
}

extension TargetURL: Codable {
    /// Decodes a single string. A text that is no such URL is a `dataCorrupted` error with the reason as its message.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        do throws(TargetURLError) {
            try self.init(parsing: text)
        } catch {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: error.message, underlyingError: error)
            )
        }
    }

    /// Encodes ``href`` as a single string.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(href)
    }
}

extension TargetURL {
    /// `user:password` without percent-encoding, as Basic authentication (RFC 7617) takes it; nil where the URL has neither.
    public var userInfo: [UInt8]? {
        guard !username.isEmpty || !password.isEmpty else { return nil }
        return PercentEncoding.decode(Array(username.utf8)[...]) + [UInt8(ascii: ":")]
            + PercentEncoding.decode(Array(password.utf8)[...])
    }

    /// The same URL without user name and password, which go into a header field instead of places that are shown.
    public var withoutCredentials: TargetURL {
        var url = self
        url.username = ""
        url.password = ""
        return url
    }
}
