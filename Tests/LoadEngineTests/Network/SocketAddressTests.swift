import Glibc
import LoadPlan
import Testing

@testable import LoadEngine

@Suite struct SocketAddressTests {
    @Test(arguments: ["192.0.2.1", "255.1.0.7", "2001:db8::1:2", "::1", "::ffff:192.0.2.1"])
    func whatTheKernelGetsIsWhatIsJudged(text: String) throws {
        let address = try #require(SocketAddress(literal: text, port: 8080))
        #expect(address.ip == IPAddress(text))
        #expect(address.family == (text.contains(":") ? AF_INET6 : AF_INET))
        #expect(address.description == IPAddress(text)?.description)
    }

    @Test(arguments: ["", "localhost", "192.0.2", "010.0.0.1", "0x7f.1", "[::1]", "fe80::1%lo"])
    func anythingElseIsNoLiteral(text: String) {
        #expect(SocketAddress(literal: text, port: 80) == nil)
    }

    @Test func aNameOfThisMachineResolvesToLoopback() {
        let addresses = SocketAddress.resolve("localhost", port: 80)
        #expect(!addresses.isEmpty)
        #expect(addresses.allSatisfy { TargetPolicy.publicOnly.refusal(of: $0.ip)?.code == .loopback })
    }

    @Test func onlyWhatThePolicyLetsThroughCanBeConnectedTo() throws {
        let address = try #require(SocketAddress(literal: "127.0.0.1", port: 80))
        #expect(try PermittedAddress(address, under: .local).family == AF_INET)
        let refusal = #expect(throws: TargetRefusal.self) { try PermittedAddress(address, under: .publicOnly) }
        #expect(refusal?.code == .loopback)
    }
}
