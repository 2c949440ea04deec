import LoadPlan

/// The way to targets by an HTTP proxy.
struct ProxyRoute: Sendable {
    /// Where the proxy is.
    let url: TargetURL
    /// The value of `Proxy-Authorization`; nil for none. In no message.
    let authorization: String?

    /// - Throws: `EngineError` for credentials that cannot be written.
    init(_ options: ProxyOptions, secrets: [SecretReference: String]) throws {
        url = options.url
        guard let credentials = options.credentials else {
            authorization = nil
            return
        }
        let user = try Self.bytes(credentials.user, secrets)
        guard !user.contains(UInt8(ascii: ":")) else {
            throw EngineError(.proxy, "The proxy's user name has a colon, which RFC 7617 does not allow: give another.")
        }
        var buffer = ByteBuffer(capacity: 256)
        let pair = user + [UInt8(ascii: ":")] + (try Self.bytes(credentials.password, secrets))
        pair.withUnsafeBytes { buffer.append($0) }
        buffer.encodeBase64(from: 0)
        authorization = "Basic " + String(decoding: buffer.bytes, as: UTF8.self)
    }

    private static func bytes(_ template: Template, _ secrets: [SecretReference: String]) throws -> [UInt8] {
        try template.parts.flatMap { part -> [UInt8] in
            switch part {
            case .text(let bytes): return bytes
            case .value(.secret(let reference), _):
                guard let value = secrets[reference] else {
                    throw EngineError(.secret, "A secret of the proxy's credentials has no value.")
                }
                return Array(value.utf8)
            case .value:
                throw EngineError(
                    .proxy,
                    "The proxy's user and password are texts and secrets: no other value is known in time."
                )
            }
        }
    }

    /// What stands before path and query in requests to `target`: scheme and authority where they go to the proxy itself
    /// (absolute-form, RFC 9112, section 3.2.2), nothing where they go through a tunnel.
    func prefix(for target: TargetURL) -> String {
        target.scheme == .http ? "http://\(target.hostHeader)" : ""
    }

    /// The request for a tunnel to `target` (RFC 9110, section 9.3.6); empty where requests to it need none.
    func tunnelRequest(to target: TargetURL) -> [UInt8] {
        guard target.scheme == .https else { return [] }
        let authority = "\(target.host):\(target.port)"
        let credentials = authorization.map { "Proxy-Authorization: \($0)\r\n" } ?? ""
        let agent = "User-Agent: \(Product.name)/\(Product.version)\r\n"
        return Array("CONNECT \(authority) HTTP/1.1\r\nHost: \(authority)\r\n\(agent)\(credentials)\r\n".utf8)
    }
}
