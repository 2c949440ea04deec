/// Addresses that begin with the same bits, in CIDR notation (RFC 4632).
struct AddressBlock: Sendable {
    private let prefix: UInt128
    private let mask: UInt128

    /// `a.b.c.d/length`, which includes the same addresses mapped to IPv6.
    static func ipv4(_ a: UInt8, _ b: UInt8, _ c: UInt8, _ d: UInt8, length: Int) -> AddressBlock {
        let value = [a, b, c, d].reduce(0 as UInt32) { $0 << 8 | UInt32($1) }
        return AddressBlock(IPAddress(ipv4: value).bits, length: 96 + length)
    }

    /// `pieces::/length`: the pieces from the first one on, those left out being 0.
    static func ipv6(_ pieces: UInt16..., length: Int) -> AddressBlock {
        let value = pieces.reduce(0 as UInt128) { $0 << 16 | UInt128($1) }
        return AddressBlock(value << (128 - 16 * pieces.count), length: length)
    }

    private init(_ value: UInt128, length: Int) {
        mask = ~0 << (128 - length)
        prefix = value & mask
    }

    func contains(_ address: UInt128) -> Bool {
        address & mask == prefix
    }
}
