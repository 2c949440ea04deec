/// What kinds of address there are, as far as a target policy cares. The first block that holds an address counts.
enum TargetRules {
    /// Sources: the IANA special-purpose address registries (RFC 6890) and the clouds' own documentation of where their
    /// instances find metadata and credentials.
    private static let blocks: [(block: AddressBlock, kind: TargetRefusal.Code)] = [
        // AWS: instance metadata, container credentials, EKS pod identity; other clouds use the first one too.
        (.ipv4(169, 254, 169, 254, length: 32), .metadata),
        (.ipv4(169, 254, 170, 2, length: 32), .metadata),
        (.ipv4(169, 254, 170, 23, length: 32), .metadata),
        (.ipv6(0xFD00, 0xEC2, length: 32), .metadata),
        // Azure, Alibaba, Oracle, Google, Scaleway, Akamai.
        (.ipv4(168, 63, 129, 16, length: 32), .metadata),
        (.ipv4(100, 100, 100, 200, length: 32), .metadata),
        (.ipv6(0xFD00, 0x100, 0, 0, 0, 0, 0x100, 0x200, length: 128), .metadata),
        (.ipv4(192, 0, 0, 192, length: 32), .metadata),
        (.ipv6(0xFD00, 0xC1, 0, 0, 0, 0, 0xA9FE, 0xA9FE, length: 128), .metadata),
        (.ipv6(0xFD20, 0xCE, 0, 0, 0, 0, 0, 0x254, length: 128), .metadata),
        (.ipv6(0xFD00, 0x42, 0, 0, 0, 0, 0, 0x42, length: 128), .metadata),
        (.ipv6(0xFD00, 0xA9FE, 0xA9FE, 0, 0, 0, 0, 1, length: 128), .metadata),

        (.ipv4(169, 254, 0, 0, length: 16), .linkLocal),
        (.ipv6(0xFE80, length: 10), .linkLocal),
        (.ipv4(0, 0, 0, 0, length: 8), .unspecified),
        (.ipv6(0, length: 128), .unspecified),
        (.ipv4(224, 0, 0, 0, length: 4), .multicast),
        (.ipv6(0xFF00, length: 8), .multicast),
        // The last address of it is the broadcast one.
        (.ipv4(240, 0, 0, 0, length: 4), .reserved),

        (.ipv4(127, 0, 0, 0, length: 8), .loopback),
        (.ipv6(0, 0, 0, 0, 0, 0, 0, 1, length: 128), .loopback),
        (.ipv4(10, 0, 0, 0, length: 8), .privateNetwork),
        (.ipv4(172, 16, 0, 0, length: 12), .privateNetwork),
        (.ipv4(192, 168, 0, 0, length: 16), .privateNetwork),
        // Shared by carriers (RFC 6598), and by container networks.
        (.ipv4(100, 64, 0, 0, length: 10), .privateNetwork),
        // Benchmarks between devices (RFC 2544).
        (.ipv4(198, 18, 0, 0, length: 15), .privateNetwork),
        (.ipv6(0xFC00, length: 7), .privateNetwork),
        // Site-local, given up by RFC 3879 and still routed by some.
        (.ipv6(0xFEC0, length: 10), .privateNetwork),
    ]

    /// What is wrong with an address in itself, whatever it may stand for; nil for a public one.
    static func kind(of bits: UInt128) -> TargetRefusal.Code? {
        for rule in blocks where rule.block.contains(bits) { return rule.kind }
        return nil
    }
}
