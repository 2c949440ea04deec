import LoadPlan
import Measurement
import Testing

@testable import LoadEngine

/// All TLS connections of a loop share their buffers; what is left of a failed one is nobody else's.
@Suite struct FailedHandshakeTests {
    @Test func anUntrustedTargetDoesNotDisturbAnother() async throws {
        let certificate = try TestCertificate("known", for: "127.0.0.1")
        let known = try TLSTestServer(certificate)
        let unknown = try TLSTestServer(TestCertificate("unknown", for: "127.0.0.1"))
        defer { known.stop(); unknown.stop() }
        let trust = try DataFile(certificate.pem)
        let urls = [known, unknown].map { "https://127.0.0.1:\($0.port)/" }
        var plan = try TestPlan.journey(urls[0], [], users: 4, iterations: 40)
        plan.scenarios = [
            Scenario(name: "known", weight: 1, steps: [.get(Template(urls[0]), name: "known")]),
            Scenario(name: "unknown", weight: 1, steps: [.get(Template(urls[1]), name: "unknown")]),
        ]
        plan.client.tls.caFile = trust.path
        plan.client.keepAlive = false
        let run = try await EngineRun.of(plan)
        #expect(run.counts("known").completed == 20 && run.counts("known").failed == 0)
        #expect(run.errors == ["tls_certificate": 20])
        #expect(known.events.refused == 0 && known.events.requests.count == 20)
        withExtendedLifetime(trust) {}
    }
}
