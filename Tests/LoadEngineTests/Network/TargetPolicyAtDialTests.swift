import LoadPlan
import Measurement
import Testing

@testable import LoadEngine

/// Nothing is sent to an address that the target policy refuses, wherever it comes from.
@Suite struct TargetPolicyAtDialTests {
    private static func override(_ port: UInt16, _ addresses: String...) -> (inout ClientOptions) -> Void {
        { client in
            client.resolveOverrides = addresses.map { ResolveOverride(host: "x.test", port: port, address: $0) }
        }
    }

    /// With the permission each of these would reach the server: loopback, literal, resolved and given by hand.
    @Test(arguments: [
        ("127.0.0.1", nil), ("2130706433", nil), ("[::ffff:127.0.0.1]", nil), ("localhost", nil),
        ("x.test", "127.0.0.1"), ("x.test", "::ffff:127.0.0.1"),
    ])
    func withoutThePermissionALocalServerSeesNoConnection(host: String, address: String?) async throws {
        let server = try ScriptedServer { _ in .ok }
        defer { server.stop() }
        let plan = try TestPlan.test("http://\(host):\(server.port)/", users: 1, rate: 20) { client in
            if let address { Self.override(server.port, address)(&client) }
        }
        let run = try await EngineRun.of(plan, under: .publicOnly)
        #expect(run.errors == ["target_refused": 10])
        #expect(run.counts.sent == 10 && run.counts.failed == 10 && run.counts.completed == 0 && run.bytesSent == 0)
        #expect(run.connect.count == 0 && run.health.openDescriptorsMax == 0)
        #expect(run.health.notes.count >= 1 && run.health.notes.allSatisfy { $0.contains("permit private targets") })

        // Connections are accepted in their order: one of the refused run would be counted before this one.
        let url = "http://127.0.0.1:\(server.port)/"
        let allowed = try await EngineRun.of(.test(url, users: 1, rate: 20))
        #expect(allowed.counts.completed > 0 && allowed.counts.completed == UInt64(server.requests.count))
        #expect(server.connections == 1)
    }

    @Test(arguments: [
        "169.254.169.254", "169.254.170.2", "169.254.1.1", "::ffff:169.254.169.254", "::169.254.169.254",
        "64:ff9b::169.254.169.254", "2002:a9fe:a9fe::", "fd00:ec2::254", "fe80::1", "0.0.0.0", "::", "255.255.255.255",
        "224.0.0.1", "100.100.100.200", "168.63.129.16",
    ])
    func someAddressesAreRefusedWithThePermissionToo(address: String) async throws {
        let plan = try TestPlan.test("http://x.test/", rate: 20, change: Self.override(80, address))
        let run = try await EngineRun.of(plan, under: .local)
        #expect(run.errors == ["target_refused": 10])
        #expect(run.connect.count == 0 && run.health.openDescriptorsMax == 0)
        let shown = try #require(IPAddress(address)).description
        #expect(run.health.notes.count == 1)
        #expect(run.health.notes.first?.contains("x.test") == true && run.health.notes.first?.contains(shown) == true)
    }

    @Test func aNamesOtherAddressesServeAndTheRefusedOneIsNotedOnce() async throws {
        let server = try ScriptedServer { _ in .ok }
        defer { server.stop() }
        let plan = try TestPlan.test("http://x.test:\(server.port)/", rate: 40) { client in
            client.keepAlive = false
            client.loops = 2
            Self.override(server.port, "169.254.169.254", "127.0.0.1", "fe80::1")(&client)
        }
        let run = try await EngineRun.of(plan)
        #expect(run.counts.completed == 20 && run.errors.isEmpty && server.requests.count == 20)
        #expect(run.health.notes.count == 2)
        #expect(run.health.notes.contains { $0.contains("169.254.169.254") && $0.contains("metadata") })
    }

    /// The refused address does not hide what became of the other one.
    @Test func whereTheOtherAddressTakesNoConnectionThatIsTheError() async throws {
        let gone = try ScriptedServer { _ in .ok }
        gone.stop()
        // Nobody listens at this address of loopback, whatever happens to the port.
        let plan = try TestPlan.test("http://x.test:\(gone.port)/", rate: 40) {
            Self.override(gone.port, "169.254.169.254", "127.1.2.3")(&$0)
        }
        #expect(try await EngineRun.of(plan).errors == ["connect_refused": 20])
    }

    @Test func inTheClosedModelAVirtualUserPausesAfterARefusal() async throws {
        let run = try await EngineRun.of(.test("http://127.0.0.1:9/", rate: 0), under: .publicOnly)
        #expect(Set(run.errors.keys) == ["target_refused"])
        // Four virtual users, a pause of 100 ms each time, half a second.
        #expect(run.counts.sent >= 4 && run.counts.sent <= 4 * 6)
    }
}
