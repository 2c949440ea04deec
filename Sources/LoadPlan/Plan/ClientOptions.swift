/// How the load generator makes, keeps and gives up connections.
public struct ClientOptions: Hashable, Sendable, Codable {
    /// Seconds from the send of a request to the last byte of its response; later it counts as `timeout`.
    public var timeoutSeconds = 30.0
    /// Seconds for a TCP connection and its TLS handshake together.
    public var connectTimeoutSeconds = 10.0
    /// Redirects followed per request; 0 takes a 3xx response as the result.
    public var maxRedirects = 0
    /// Connections are used again (HTTP keep-alive); off, every request makes its own.
    public var keepAlive = true
    /// TLS options, for https targets.
    public var tls = TLSOptions()
    /// Addresses to use instead of those a name resolves to (curl's `--resolve`).
    public var resolveOverrides: [ResolveOverride] = []
    /// Through which requests go to their targets; nil for straight to them.
    public var proxy: ProxyOptions?
    /// Event loops per task; 0 takes the cores available ÷ the tasks on this machine.
    public var loops = 0
    /// Every request carries a `traceparent` of its own, by which the target can follow it (W3C Trace Context, level 1).
    public var traceparent = false

    /// The defaults: 30 s time-out, 10 s to connect, no redirects, keep-alive, verified TLS.
    public init() {}
}

extension ClientOptions {
    private enum CodingKeys: String, CodingKey {
        case timeoutSeconds, connectTimeoutSeconds, maxRedirects, keepAlive, tls, resolveOverrides, proxy, loops
        case traceparent
    }

    /// Reads what `encode(to:)` writes; what came to be an option later may be missing.
    /// - Throws: `DecodingError`.
    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        timeoutSeconds = try fields.decode(Double.self, forKey: .timeoutSeconds)
        connectTimeoutSeconds = try fields.decode(Double.self, forKey: .connectTimeoutSeconds)
        maxRedirects = try fields.decode(Int.self, forKey: .maxRedirects)
        keepAlive = try fields.decode(Bool.self, forKey: .keepAlive)
        tls = try fields.decode(TLSOptions.self, forKey: .tls)
        resolveOverrides = try fields.decode([ResolveOverride].self, forKey: .resolveOverrides)
        proxy = try fields.decodeIfPresent(ProxyOptions.self, forKey: .proxy)
        loops = try fields.decode(Int.self, forKey: .loops)
        traceparent = try fields.decodeIfPresent(Bool.self, forKey: .traceparent) ?? false
    }

    /// Writes it; `traceparent` and a proxy only where they are asked for.
    public func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(timeoutSeconds, forKey: .timeoutSeconds)
        try fields.encode(connectTimeoutSeconds, forKey: .connectTimeoutSeconds)
        try fields.encode(maxRedirects, forKey: .maxRedirects)
        try fields.encode(keepAlive, forKey: .keepAlive)
        try fields.encode(tls, forKey: .tls)
        try fields.encode(resolveOverrides, forKey: .resolveOverrides)
        try fields.encodeIfPresent(proxy, forKey: .proxy)
        try fields.encode(loops, forKey: .loops)
        if traceparent { try fields.encode(traceparent, forKey: .traceparent) }
    }
}

/// TLS options of a run.
public struct TLSOptions: Hashable, Sendable, Codable {
    /// Certificates are checked against the trust store and the host's name. Off is said in the report.
    public var verifiesCertificates = true
    /// PEM file of certificates to trust instead of the system's.
    public var caFile: String?
    /// New connections resume earlier TLS sessions.
    public var resumesSessions = true
    /// Name sent as SNI and checked in the certificate, instead of the target's host.
    public var serverName: String?
    /// Shown to servers that ask for a certificate of the client's; nil for none.
    public var clientCertificate: ClientCertificate?

    /// Verified against the system's trust store, sessions resumed.
    public init() {}
}

/// Use `address` for connections to `host`:`port`.
public struct ResolveOverride: Hashable, Sendable, Codable {
    /// Host name as in the URL, lower case.
    public var host: String
    /// Port the override applies to.
    public var port: UInt16
    /// IPv4 or IPv6 address in text form, without brackets.
    public var address: String

    /// Creates the override.
    public init(host: String, port: UInt16, address: String) {
        self.host = host
        self.port = port
        self.address = address
    }
}
