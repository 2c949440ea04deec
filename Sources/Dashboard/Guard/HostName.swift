internal import LoadPlan

/// The host of a `Host` or `Origin` field.
enum HostName {
    /// Host and port of `host[:port]`, the host in lower case and without brackets; nil where it is none.
    static func parse(_ authority: String) -> (host: String, port: String)? {
        let text = authority.lowercased()
        guard !text.isEmpty, text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "@") }) else {
            return nil
        }
        if text.hasPrefix("[") {
            guard let end = text.firstIndex(of: "]") else { return nil }
            let rest = text[text.index(after: end)...]
            guard rest.isEmpty || rest.hasPrefix(":") else { return nil }
            return (String(text[text.index(after: text.startIndex)..<end]), String(rest.dropFirst()))
        }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count <= 2, let host = parts.first, !host.isEmpty else { return nil }
        return (String(host), parts.count == 2 ? String(parts[1]) : "")
    }

    /// Whether `address` is one of this machine only; nil where it is no IP address.
    static func isLoopback(_ address: String) -> Bool? {
        guard let parsed = IPAddress(address) else { return nil }
        return TargetPolicy.publicOnly.refusal(of: parsed)?.code == .loopback
    }
}
