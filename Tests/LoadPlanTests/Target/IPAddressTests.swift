import LoadPlan
import Testing

@Suite("Addresses") struct IPAddressTests {
    @Test(
        "text is read in one form and shown in one form",
        arguments: [
            ("192.0.2.1", "192.0.2.1"), ("0.0.0.0", "0.0.0.0"), ("2001:DB8:0:0::1", "2001:db8::1"), ("::", "::"),
            ("::ffff:192.0.2.1", "::ffff:c000:201"), ("fe80::1:2:3:4", "fe80::1:2:3:4"),
        ]
    )
    func text(text: String, shown: String) throws {
        let address = try #require(IPAddress(text))
        #expect(address.description == shown)
        #expect(IPAddress(shown) == address)
    }

    @Test(
        "anything else is no address",
        arguments: [
            "", "localhost", "192.0.2", "192.0.2.256", "010.0.0.1", "0x7f.1", "127.0.0.1.", "[::1]", "fe80::1%eth0",
            "::1::", "192.0.2.1 ",
        ]
    )
    func refused(text: String) {
        #expect(IPAddress(text) == nil)
    }

    @Test("bytes are in network order, four or sixteen of them")
    func bytes() {
        #expect(IPAddress(bytes: [192, 0, 2, 1]) == IPAddress("192.0.2.1"))
        let loopback = [UInt8](repeating: 0, count: 15) + [1]
        #expect(IPAddress(bytes: loopback) == IPAddress("::1"))
        for count in [0, 3, 5, 15, 17, 32] {
            #expect(IPAddress(bytes: [UInt8](repeating: 1, count: count)) == nil)
        }
        #expect(IPAddress(ipv4: 0xC000_0201) == IPAddress("192.0.2.1"))
        #expect(IPAddress(ipv6: 1) == IPAddress("::1"))
    }

    @Test("a mapped address is not the address, though it stands for it")
    func mapped() {
        #expect(IPAddress("::ffff:192.0.2.1") != IPAddress("192.0.2.1"))
    }
}
