import LoadPlan
import Measurement
import Testing

@testable import LoadEngine

/// A server chooses where it redirects to; it does not choose what is connected to.
@Suite struct RedirectRefusalTests {
    private static func redirect(to location: String) -> ScriptedServer.Answer {
        .text("HTTP/1.1 302 Found\r\nLocation: \(location)\r\nContent-Length: 0\r\n\r\n")
    }

    @Test(arguments: [
        "http://169.254.169.254/latest/meta-data/", "//169.254.169.254/", "http://2852039166/", "http://0xa9fea9fe/",
        "http://0251.0376.0251.0376./", "http://user@169.254.169.254/", "https://169.254.169.254/",
        "http://[::ffff:169.254.169.254]/", "http://[64:ff9b::a9fe:a9fe]/", "http://[fd00:ec2::254]/",
        "http://named.test/",
    ])
    func aRedirectToAMetadataServiceIsNotFollowed(location: String) async throws {
        let server = try ScriptedServer { _ in Self.redirect(to: location) }
        defer { server.stop() }
        let plan = try TestPlan.test("http://127.0.0.1:\(server.port)/", rate: 20) { client in
            client.maxRedirects = 3
            client.resolveOverrides = [ResolveOverride(host: "named.test", port: 80, address: "169.254.169.254")]
        }
        let run = try await EngineRun.of(plan)
        // Ten, but on a machine so busy that half a second goes by.
        let sent = run.counts.sent
        #expect(sent > 0 && run.errors == ["target_refused": sent] && run.counts.completed == 0)
        #expect(server.requests.count == Int(sent))
        // Every connection that was made is one to the server, and none was open beside those.
        #expect(run.connect.count == UInt64(server.connections))
        #expect(run.health.openDescriptorsMax <= UInt64(server.connections))
        #expect(run.health.notes.count == 1)
    }
}
