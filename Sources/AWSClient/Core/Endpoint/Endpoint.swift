/// Where requests go: scheme, host, port and a path that precedes every other.
public struct Endpoint: Hashable, Sendable, CustomStringConvertible {
    /// `https` or `http`.
    public let scheme: String
    /// Host, and the port where it is not the scheme's own: the value of the `host` field.
    public let authority: String
    /// What every path begins with; empty, or a slash and more, without one at the end.
    public let basePath: String
    /// The URL.
    public var description: String { "\(scheme)://\(authority)\(basePath)" }

    /// Reads a URL such as `http://localhost:4566/base`.
    /// - Returns: nil where it is none, and where it holds what an endpoint cannot have: user, query, fragment.
    public init?(_ url: String) {
        let bytes = Array(url.utf8)
        guard bytes.allSatisfy({ (0x21...0x7E).contains($0) }), !bytes.contains(where: { "?#@\\".utf8.contains($0) })
        else { return nil }
        let text = url.lowercased()
        guard let scheme = ["https", "http"].first(where: { text.hasPrefix("\($0)://") }) else { return nil }
        let rest = url.dropFirst(scheme.count + 3)
        let authority = rest.prefix { $0 != "/" }.lowercased()
        guard let authority = Self.authority(authority, scheme: scheme) else { return nil }
        var path = rest.drop { $0 != "/" }
        while path.hasSuffix("/") { path.removeLast() }
        self.scheme = scheme
        self.authority = authority
        basePath = String(path)
    }

    /// The URL of a request.
    /// - Parameters:
    ///   - path: Percent-encoded, with a slash at its start.
    ///   - query: Percent-encoded, without the question mark; empty for none.
    func url(path: String, query: String) -> String {
        "\(scheme)://\(authority)\(path)" + (query.isEmpty ? "" : "?\(query)")
    }

    /// The authority with its port left out where it is the scheme's own; nil where it is none.
    private static func authority(_ text: String, scheme: String) -> String? {
        let host: Substring
        if text.hasPrefix("[") {
            guard let end = text.firstIndex(of: "]") else { return nil }
            host = text[...end]
            guard host.count > 2, host.dropFirst().dropLast().allSatisfy({ $0.isHexDigit || $0 == ":" || $0 == "." })
            else { return nil }
        } else {
            host = text.prefix { $0 != ":" }
            guard !host.isEmpty, host.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "-" || $0 == "." || $0 == "_" })
            else { return nil }
        }
        let rest = text.dropFirst(host.count)
        if rest.isEmpty { return text }
        guard rest.first == ":", let port = UInt16(rest.dropFirst()), port > 0, rest.dropFirst().allSatisfy(\.isNumber)
        else { return nil }
        return port == (scheme == "https" ? 443 : 80) ? String(host) : "\(host):\(port)"
    }
}
