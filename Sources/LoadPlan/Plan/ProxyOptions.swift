/// An HTTP proxy between the load generator and its targets (RFC 9110, section 3.7).
///
/// Requests to http targets are sent to it in absolute-form (RFC 9112, section 3.2.2), those to https targets through tunnels (CONNECT,
/// RFC 9110, section 9.3.6). The environment (`HTTP_PROXY`) names none: whoever measures a proxy without knowing it measures wrongly.
public struct ProxyOptions: Hashable, Sendable, Codable {
    /// Where it is: scheme http, host and port, and nothing else.
    public var url: TargetURL
    /// Who asks; nil for nobody.
    public var credentials: Credentials?

    /// User and password for `Proxy-Authorization: Basic` (RFC 7617): texts and secrets, no other values.
    public struct Credentials: Hashable, Sendable, Codable {
        /// The user's name, without a colon.
        public var user: Template
        /// The password.
        public var password: Template

        /// Creates them; nothing is checked here.
        public init(user: Template, password: Template) {
            self.user = user
            self.password = password
        }

        /// Secrets that are in them.
        public var secrets: [SecretReference] {
            (user.values + password.values).compactMap {
                if case .secret(let reference) = $0 { reference } else { nil }
            }
        }
    }

    /// Creates it; nothing is checked here, ``ProxyExpression`` does that.
    public init(url: TargetURL, credentials: Credentials? = nil) {
        self.url = url
        self.credentials = credentials
    }

    /// `http://host:port`, fit for display: without credentials.
    public var name: String { "\(url.scheme.rawValue)://\(url.host):\(url.port)" }
}

extension ClientOptions {
    /// Why an address given by hand would never be used; nil where all may be.
    public var overrideProblem: String? {
        guard let proxy,
            let idle = resolveOverrides.first(where: { $0.host != proxy.url.host || $0.port != proxy.url.port })
        else { return nil }
        return
            "an address for \(idle.host):\(idle.port) has no effect: the proxy looks up the names of targets. Leave it out, or "
            + "give an address of the proxy, \(proxy.url.host):\(proxy.url.port)."
    }
}
