/// A host, parsed and serialised (URL Standard, section 3.5).
struct Host {
    let kind: TargetURL.HostKind
    let text: String

    init(parsing input: ArraySlice<UInt8>) throws(TargetURLError) {
        guard let first = input.first, let last = input.last else {
            throw TargetURLError(
                .missingHost,
                "The URL names no host: write one after ://, such as https://example.com/."
            )
        }
        if first == UInt8(ascii: "[") {
            guard last == UInt8(ascii: "]"), let address = IPv6Address(parsing: input.dropFirst().dropLast()) else {
                let example = "write it as in [2001:db8::1]"
                throw TargetURLError(
                    .invalidIPv6,
                    "\(TargetURLError.quoted(input)) is not an IPv6 address: \(example)."
                )
            }
            kind = .ipv6
            text = "[\(address.text)]"
            return
        }
        let domain = try InternationalName.toASCII(String(decoding: PercentEncoding.decode(input), as: UTF8.self))
        guard !domain.isEmpty else {
            throw TargetURLError(.missingHost, "The host \(TargetURLError.quoted(input)) is empty once it is decoded.")
        }
        if let forbidden = domain.utf8.first(where: Self.isForbidden) {
            let shown = TargetURLError.quoted(CollectionOfOne(forbidden))
            throw TargetURLError(
                .invalidHost,
                "The host \(TargetURLError.quoted(input)) holds \(shown), which no host name may hold."
            )
        }
        guard IPv4Address.isMeant(by: domain) else {
            kind = .domain
            text = domain
            return
        }
        guard let address = IPv4Address(parsing: domain) else {
            throw TargetURLError(
                .invalidIPv4,
                "The host \(TargetURLError.quoted(input)) ends in a number, but is no IPv4 address such as 192.0.2.1."
            )
        }
        kind = .ipv4
        text = address.text
    }

    /// Forbidden domain code points: controls, space, DEL and ``#%/:<>?@[\]^|``.
    private static func isForbidden(_ byte: UInt8) -> Bool {
        byte <= 0x20 || byte == 0x7F || "#%/:<>?@[\\]^|".utf8.contains(byte)
    }
}
