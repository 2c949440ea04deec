/// One cookie as RFC 6265 keeps it, as far as a load test needs.
struct Cookie: Equatable, Sendable {
    var name: [UInt8]
    var value: [UInt8]
    /// Lower case, without a leading dot.
    var domain: [UInt8]
    /// Goes to this host alone, not to those below it.
    var isHostOnly: Bool
    var path: [UInt8]
    var isSecure: Bool
    /// Epoch seconds; nil lives as long as the iteration.
    var expires: Int64?
}

extension Cookie {
    /// Reads the value of a `Set-Cookie` field (RFC 6265, section 5.2) that came from `host`, in answer to a request of `path`.
    /// Nil for one that is to be ignored.
    init?(parsing field: [UInt8], host: [UInt8], path requestPath: [UInt8], isSecure isSecureOrigin: Bool, now: Int64) {
        var parts = field.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)[...]
        guard let pair = parts.popFirst(), let equals = pair.firstIndex(of: UInt8(ascii: "=")) else { return nil }
        name = Self.trimmed(pair[..<equals])
        value = Self.trimmed(pair[(equals + 1)...])
        guard !name.isEmpty else { return nil }
        domain = host
        isHostOnly = true
        path = Self.defaultPath(of: requestPath)
        isSecure = false
        var maxAge: Int64?
        for part in parts {
            let equals = part.firstIndex(of: UInt8(ascii: "=")) ?? part.endIndex
            let attribute = Self.lowercased(Self.trimmed(part[..<equals]))
            let content = Self.trimmed(part[min(equals + 1, part.endIndex)...])
            switch String(decoding: attribute, as: UTF8.self) {
            case "secure": isSecure = true
            case "path": if content.first == UInt8(ascii: "/") { path = content }
            case "domain":
                let wanted = Self.lowercased(content.first == UInt8(ascii: ".") ? Array(content.dropFirst()) : content)
                guard !wanted.isEmpty else { continue }
                guard Self.domain(host, matches: wanted) else { return nil }
                isHostOnly = false
                domain = wanted
            case "max-age":
                if let seconds = Int64(String(decoding: content, as: UTF8.self)) {
                    maxAge = seconds <= 0 ? 0 : min(seconds, .max - now) + now
                }
            case "expires": expires = HTTPDate.seconds(content) ?? expires
            default: continue
            }
        }
        // Max-Age comes before Expires (section 5.3).
        expires = maxAge ?? expires
        if isSecure, !isSecureOrigin { return nil }
    }

    /// Whether the cookie goes along with a request (section 5.4).
    func isFor(host: [UInt8], path requestPath: UnsafeRawBufferPointer, isSecure isSecureOrigin: Bool, now: Int64)
        -> Bool
    {
        if isSecure, !isSecureOrigin { return false }
        if let expires, expires <= now { return false }
        guard isHostOnly ? host == domain : Self.domain(host, matches: domain) else { return false }
        guard requestPath.starts(with: path) else { return false }
        return requestPath.count == path.count || path.last == UInt8(ascii: "/")
            || requestPath[path.count] == UInt8(ascii: "/")
    }

    /// Section 5.1.3. An address matches itself alone.
    private static func domain(_ host: [UInt8], matches domain: [UInt8]) -> Bool {
        if host == domain { return true }
        guard host.count > domain.count, host.suffix(domain.count) == domain[...] else { return false }
        let isAddress = host.last.map { (0x30...0x39).contains($0) || $0 == UInt8(ascii: "]") } ?? true
        return !isAddress && host[host.count - domain.count - 1] == UInt8(ascii: ".")
    }

    /// Section 5.1.4.
    private static func defaultPath(of path: [UInt8]) -> [UInt8] {
        guard path.first == UInt8(ascii: "/"), let last = path.lastIndex(of: UInt8(ascii: "/")), last > 0 else {
            return [UInt8(ascii: "/")]
        }
        return Array(path[..<last])
    }

    private static func trimmed(_ text: ArraySlice<UInt8>) -> [UInt8] {
        let start = text.drop { $0 == 0x20 || $0 == 0x09 }
        guard let end = start.lastIndex(where: { $0 != 0x20 && $0 != 0x09 }) else { return [] }
        return Array(start[...end])
    }

    private static func lowercased(_ text: [UInt8]) -> [UInt8] {
        text.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    }
}
