/// An absolute `http` or `https` URL from which keys may be fetched. It admits so little that no client can read it in
/// another way: no user, no escapes in the host, no spaces.
struct CredentialURL: Hashable, Sendable {
    /// The URL as it was given.
    let text: String
    let isEncrypted: Bool
    /// Host in lower case; an IPv6 address without its brackets.
    let host: String
    /// Host and port as the `host` field has them.
    let authority: String

    /// Reads a URL; nil for any other text.
    init?(_ text: String) {
        let lowered = text.lowercased()
        guard let scheme = ["http://", "https://"].first(where: lowered.hasPrefix) else { return nil }
        guard text.utf8.allSatisfy({ (0x21...0x7e).contains($0) && $0 != UInt8(ascii: "\\") }) else { return nil }
        let rest = lowered.dropFirst(scheme.count)
        let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        var host = authority
        if authority.hasPrefix("[") {
            guard let end = authority.firstIndex(of: "]") else { return nil }
            host = authority[authority.index(after: authority.startIndex)..<end]
            guard host.allSatisfy({ $0.isHexDigit || $0 == ":" }) else { return nil }
            guard Self.isPort(authority[authority.index(after: end)...]) else { return nil }
        } else {
            host = authority.prefix { $0 != ":" }
            guard host.utf8.allSatisfy(Self.isHostByte), Self.isPort(authority[host.endIndex...]) else { return nil }
        }
        guard !host.isEmpty else { return nil }
        self.text = text
        self.host = String(host)
        self.authority = String(authority)
        isEncrypted = scheme == "https://"
    }

    /// Whether the host is this machine: `localhost`, 127.0.0.0/8 in its usual form, or `::1`.
    var isLoopback: Bool {
        if host == "localhost" || host == "::1" { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        let isAddress = parts.allSatisfy { part in UInt8(part).map { String($0) == part } ?? false }
        return parts.count == 4 && isAddress && parts[0] == "127"
    }

    /// Scheme, host and port, without a path.
    var base: String { (isEncrypted ? "https://" : "http://") + authority }

    private static func isHostByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"),
            UInt8(ascii: "."), UInt8(ascii: "_"):
            true
        default:
            false
        }
    }

    /// Whether the text is empty or `:` with a port number.
    private static func isPort(_ text: Substring) -> Bool {
        guard text.first == ":" else { return text.isEmpty }
        let digits = text.dropFirst()
        return digits.allSatisfy { ("0"..."9").contains($0) } && UInt16(digits).map { $0 > 0 } ?? false
    }
}
