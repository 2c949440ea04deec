import LoadPlan
import Testing

@Suite("IPv4 addresses inside IPv6 ones") struct EmbeddedAddressTests {
    /// Bits to the left of the address inside, bits to the right of it, and whether it is inverted.
    private static let forms: [(name: String, left: UInt128, right: Int, inverted: Bool)] = [
        ("mapped", 0xFFFF, 0, false), ("compatible", 0, 0, false), ("translated", 0xFFFF_0000, 0, false),
        ("NAT64", 0x0064_FF9B_0000_0000_0000_0000, 0, false), ("6to4", 0x2002, 80, false),
        ("6to4 with an interface", 0x2002, 80, false),
        // The other of Teredo's two addresses is 8.8.8.8.
        ("Teredo client", 0x2001_0000_0808_0808_8000_1234, 0, true), ("Teredo server", 0x2001_0000, 64, false),
    ]

    private static func embedded(_ text: String) throws -> [(String, IPAddress)] {
        let bytes = text.split(separator: ".").compactMap { UInt32($0) }
        let value = bytes.reduce(0) { $0 << 8 | $1 }
        return forms.map { form in
            var rest: UInt128 = 0
            if form.name.hasSuffix("interface") { rest = 0x1_0000_0000_0000_0001 }
            if form.name == "Teredo server" { rest = 0x8000_1234_0000_0000 | UInt128(~0x0808_0808 as UInt32) }
            let inside = UInt128(form.inverted ? ~value : value) << form.right
            return (form.name, IPAddress(ipv6: form.left << (32 + form.right) | inside | rest))
        }
    }

    @Test("are never allowed where they are not by themselves", arguments: TargetPolicyTests.neverAllowed)
    func never(text: String, code: TargetRefusal.Code) throws {
        for (form, address) in try Self.embedded(text) {
            // :: and ::1 are addresses of their own.
            if form == "compatible", text == "0.0.0.0" { continue }
            for policy in [TargetPolicy.local, .publicOnly] {
                let refusal = try #require(policy.refusal(of: address), "\(form): \(address)")
                #expect(refusal.code == code && refusal.meaning == IPAddress(text), "\(form): \(address)")
                #expect(refusal.message.hasPrefix("\(address) stands for \(text), which "))
            }
        }
    }

    @Test("need the permission where they do by themselves", arguments: TargetPolicyTests.permitted)
    func withPermission(text: String, code: TargetRefusal.Code) throws {
        for (form, address) in try Self.embedded(text) {
            #expect(TargetPolicy.publicOnly.refusal(of: address)?.code == code, "\(form): \(address)")
            #expect(TargetPolicy.local.refusal(of: address) == nil, "\(form): \(address)")
        }
    }

    @Test("are allowed where they are by themselves", arguments: TargetPolicyTests.allowed)
    func allowed(text: String) throws {
        for (form, address) in try Self.embedded(text) {
            #expect(TargetPolicy.publicOnly.refusal(of: address) == nil, "\(form): \(address)")
        }
    }

    /// RFC 6052, section 2.4, with other prefixes: the address's place depends on the length of the prefix.
    @Test(
        "a network's own NAT64 is private, and hides no cloud's address in any of its four places",
        arguments: [
            ("64:ff9b:1:a9fe:a9:fe00::", "169.254.169.254"), ("64:ff9b:1:ffa9:fe:a9fe::", "169.254.169.254"),
            ("64:ff9b:1:ffff:a9:fea9:fe00::", "169.254.169.254"),
            ("64:ff9b:1:ffff:ffff:ffff:a9fe:a9fe", "169.254.169.254"),
            ("64:ff9b:1::169.254.170.2", "169.254.170.2"), ("64:ff9b:1::169.254.1.1", "169.254.1.1"),
        ]
    )
    func ownTranslation(text: String, inside: String) throws {
        let address = try #require(IPAddress(text))
        #expect(TargetPolicy.local.refusal(of: address)?.meaning == IPAddress(inside))
    }

    @Test(
        "other addresses behind a network's own NAT64 need the permission",
        arguments: [
            "64:ff9b:1::8.8.8.8", "64:ff9b:1::10.0.0.1", "64:ff9b:1:808:8:800::", "64:ff9b:1:fffe::8.8.8.8",
            "64:ff9b:1:ffff:8:808:fe00::", "64:ff9b:1::224.0.0.1",
        ]
    )
    func translated(text: String) throws {
        let address = try #require(IPAddress(text))
        #expect(TargetPolicy.publicOnly.refusal(of: address)?.code == .privateNetwork)
        #expect(TargetPolicy.local.refusal(of: address) == nil)
    }
}
