/// An IPv4 or IPv6 address, without port or zone.
public struct IPAddress: Hashable, Sendable {
    /// The 16 bytes as one number. An IPv4 address is written as IPv6 maps it, `::ffff:a.b.c.d` (RFC 4291, section 2.5.5.2),
    /// so that both spellings are one number.
    let bits: UInt128
    /// It was given as four bytes, and is shown as such.
    let isIPv4: Bool

    /// An IPv4 address; its first byte is the most significant one of `value`.
    public init(ipv4 value: UInt32) {
        bits = 0xFFFF_0000_0000 | UInt128(value)
        isIPv4 = true
    }

    /// An IPv6 address; its first byte is the most significant one of `value`.
    public init(ipv6 value: UInt128) {
        bits = value
        isIPv4 = false
    }

    /// 4 or 16 bytes in network order; nil for any other number of them.
    public init?(bytes: some Collection<UInt8>) {
        let value = bytes.prefix(16).reduce(0 as UInt128) { $0 << 8 | UInt128($1) }
        switch bytes.count {
        case 4: self.init(ipv4: UInt32(truncatingIfNeeded: value))
        case 16: self.init(ipv6: value)
        default: return nil
        }
    }

    /// The address that `text` writes, as in `192.0.2.1` or `2001:db8::1`; nil for a name, and for the number forms that only
    /// some programs read (`0x7f.1`, `010.0.0.1`).
    public init?(_ text: String) {
        if let address = IPv6Address(parsing: Array(text.utf8)[...]) {
            self.init(address)
        } else if let address = IPv4Address(parsing: text), address.text == text {
            self.init(ipv4: address.value)
        } else {
            return nil
        }
    }

    /// The IPv4 address where this one maps it to IPv6; otherwise itself.
    var unmapped: IPAddress {
        bits >> 32 == 0xFFFF ? IPAddress(ipv4: UInt32(truncatingIfNeeded: bits)) : self
    }

    private init(_ address: IPv6Address) {
        self.init(ipv6: address.pieces.reduce(0) { $0 << 16 | UInt128($1) })
    }
}

extension IPAddress: CustomStringConvertible {
    /// Dotted, or as RFC 5952 says; without brackets.
    public var description: String {
        isIPv4
            ? IPv4Address(value: UInt32(truncatingIfNeeded: bits)).text
            : IPv6Address(pieces: (0..<8).map { UInt16(truncatingIfNeeded: bits >> (112 - 16 * $0)) }).text
    }
}

extension TargetURL {
    /// Whether the host is `localhost` or below it: names that stand for loopback whatever a resolver says (RFC 6761,
    /// section 6.3).
    var isLocalhost: Bool {
        let name = host.hasSuffix(".") ? String(host.dropLast()) : host
        return name == "localhost" || name.hasSuffix(".localhost")
    }

    /// The address that the host is; nil where it is a name.
    public var address: IPAddress? {
        switch hostKind {
        case .domain: nil
        case .ipv4, .ipv6: IPAddress(host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host)
        }
    }
}
