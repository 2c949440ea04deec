/// IPv4 addresses inside IPv6 ones: a packet to such an address is handed on to the one inside. Those that the system
/// maps itself (`::ffff:0:0/96`) need no rule, see ``IPAddress``.
enum EmbeddedIPv4 {
    private struct Form {
        let block: AddressBlock
        /// Bits to the right of the address inside.
        let shift: Int
        /// It is written with every bit turned over.
        var isInverted = false
    }

    private static let forms = [
        // IPv4-compatible (RFC 4291, section 2.5.5.1).
        Form(block: .ipv6(0, length: 96), shift: 0),
        // IPv4-translated (RFC 2765).
        Form(block: .ipv6(0, 0, 0, 0, 0xFFFF, 0, length: 96), shift: 0),
        // NAT64 (RFC 6052).
        Form(block: .ipv6(0x64, 0xFF9B, length: 96), shift: 0),
        // 6to4 (RFC 3056).
        Form(block: .ipv6(0x2002, length: 16), shift: 80),
        // Teredo (RFC 4380): its server, and the client behind it.
        Form(block: .ipv6(0x2001, 0, length: 32), shift: 64),
        Form(block: .ipv6(0x2001, 0, length: 32), shift: 0, isInverted: true),
    ]
    /// NAT64 of a network's own (RFC 8215).
    private static let localTranslation = AddressBlock.ipv6(0x64, 0xFF9B, 1, length: 48)

    /// The address inside that is to be refused, and why; nil where there is none inside, or a public one.
    static func refused(in bits: UInt128) -> (address: IPAddress, code: TargetRefusal.Code)? {
        if localTranslation.contains(bits) { return refusedByTranslation(bits) }
        for form in forms where form.block.contains(bits) {
            let value = UInt32(truncatingIfNeeded: bits >> form.shift)
            let address = IPAddress(ipv4: form.isInverted ? ~value : value)
            if let code = TargetRules.kind(of: address.bits) { return (address, code) }
        }
        return nil
    }

    /// Where the address stands depends on the length of the network's prefix, 48, 56, 64 or 96 bits, and its bytes pass
    /// over bits 64 to 71 (RFC 6052, section 2.2). All four places are looked at, and as chance may put any number
    /// there, only for what hands out credentials. The whole block is private.
    private static func refusedByTranslation(_ bits: UInt128) -> (address: IPAddress, code: TargetRefusal.Code) {
        let passedOver = (bits >> 64) << 56 | bits & 0xFF_FFFF_FFFF_FFFF
        for shift in [40, 32, 24, 0] {
            let address = IPAddress(ipv4: UInt32(truncatingIfNeeded: passedOver >> shift))
            if let code = TargetRules.kind(of: address.bits), code.isAboutCredentials { return (address, code) }
        }
        return (IPAddress(ipv6: bits), .privateNetwork)
    }
}
