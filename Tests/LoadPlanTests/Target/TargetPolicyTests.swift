import LoadPlan
import Testing

@Suite("What may be a target") struct TargetPolicyTests {
    static let neverAllowed: [(String, TargetRefusal.Code)] = [
        ("169.254.169.254", .metadata), ("169.254.170.2", .metadata), ("169.254.170.23", .metadata),
        ("168.63.129.16", .metadata), ("100.100.100.200", .metadata), ("192.0.0.192", .metadata),
        ("169.254.0.0", .linkLocal), ("169.254.42.42", .linkLocal), ("169.254.255.255", .linkLocal),
        ("0.0.0.0", .unspecified), ("0.255.255.255", .unspecified),
        ("224.0.0.0", .multicast), ("239.255.255.255", .multicast),
        ("240.0.0.0", .reserved), ("255.255.255.255", .reserved),
    ]
    static let neverAllowedIPv6: [(String, TargetRefusal.Code)] = [
        ("fd00:ec2::254", .metadata), ("fd00:ec2::23", .metadata),
        ("fd00:ec2:ffff:ffff:ffff:ffff:ffff:ffff", .metadata),
        ("fd20:ce::254", .metadata), ("fd00:c1::a9fe:a9fe", .metadata), ("fd00:42::42", .metadata),
        ("fd00:a9fe:a9fe::1", .metadata), ("fd00:100::100:200", .metadata),
        ("fe80::", .linkLocal), ("fe80::a9fe:a9fe", .linkLocal), ("febf:ffff::", .linkLocal),
        ("::", .unspecified), ("ff00::", .multicast), ("ff02::1", .multicast), ("ffff::", .multicast),
    ]
    static let permitted: [(String, TargetRefusal.Code)] = [
        ("127.0.0.1", .loopback), ("127.255.255.255", .loopback), ("10.0.0.0", .privateNetwork),
        ("10.255.255.255", .privateNetwork), ("172.16.0.0", .privateNetwork), ("172.31.255.255", .privateNetwork),
        ("192.168.0.0", .privateNetwork), ("192.168.255.255", .privateNetwork), ("100.64.0.0", .privateNetwork),
        ("100.127.255.255", .privateNetwork), ("198.18.0.0", .privateNetwork), ("198.19.255.255", .privateNetwork),
    ]
    static let permittedIPv6: [(String, TargetRefusal.Code)] = [
        ("::1", .loopback), ("fc00::", .privateNetwork), ("fdff:ffff::", .privateNetwork),
        ("fd00:ec1::254", .privateNetwork), ("fd00:ec3::", .privateNetwork), ("fd20:ce::255", .privateNetwork),
        ("fec0::", .privateNetwork), ("feff:ffff::", .privateNetwork),
    ]
    /// Each borders on a block that is refused.
    static let allowed = [
        "1.0.0.0", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255", "128.0.0.0",
        "168.63.129.15", "168.63.129.17", "169.253.255.255", "169.255.0.0", "172.15.255.255", "172.32.0.0",
        "192.0.0.191", "192.167.255.255", "192.169.0.0", "198.17.255.255", "198.20.0.0", "223.255.255.255",
    ]
    static let allowedIPv6 = ["2001:db8::1", "2600:1f00::a9fe:a9fe", "fbff:ffff::", "fe7f:ffff::", "2000::"]

    @Test("some addresses no policy allows", arguments: neverAllowed + neverAllowedIPv6)
    func never(text: String, code: TargetRefusal.Code) throws {
        let address = try #require(IPAddress(text))
        for policy in [TargetPolicy.local, .publicOnly] {
            let refusal = try #require(policy.refusal(of: address))
            #expect(refusal.code == code)
            #expect(refusal.address == address && refusal.meaning == address)
        }
    }

    @Test("private addresses and loopback need the permission", arguments: permitted + permittedIPv6)
    func withPermission(text: String, code: TargetRefusal.Code) throws {
        let address = try #require(IPAddress(text))
        #expect(TargetPolicy.publicOnly.refusal(of: address)?.code == code)
        #expect(TargetPolicy.local.refusal(of: address) == nil)
    }

    @Test("what borders on a block is allowed", arguments: allowed + allowedIPv6)
    func borders(text: String) throws {
        let address = try #require(IPAddress(text))
        #expect(TargetPolicy.publicOnly.refusal(of: address) == nil)
        #expect(TargetPolicy.local.refusal(of: address) == nil)
    }

    @Test("a refusal is one sentence that names the address and says what to do")
    func messages() throws {
        for (text, code) in Self.neverAllowed + Self.neverAllowedIPv6 + Self.permitted + Self.permittedIPv6 {
            let address = try #require(IPAddress(text))
            let refusal = try #require(TargetPolicy.publicOnly.refusal(of: address))
            #expect(refusal.message.hasPrefix("\(text) ") && refusal.message.hasSuffix("."))
            #expect(["name ", "give ", "write "].contains { refusal.message.contains($0) })
            #expect(refusal.label == code.rawValue && refusal.description == refusal.message)
        }
        #expect(Set(TargetRefusal.Code.allCases.map(\.rawValue)).count == 7)
    }
}
