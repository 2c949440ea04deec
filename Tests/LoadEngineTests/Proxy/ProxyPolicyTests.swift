import LoadPlan
import Measurement
import Testing

@testable import LoadEngine

/// A proxy is no way around the target policy.
@Suite struct ProxyPolicyTests {
    private static func plan(_ url: String, by proxy: String, redirects: Int = 0) throws -> TestPlan {
        try TestPlan.test(url, rate: 20) {
            $0.proxy = try? ProxyExpression.parse(proxy)
            $0.maxRedirects = redirects
        }
    }

    @Test func withoutThePermissionForPrivateTargetsThereIsNoProxy() throws {
        let plan = try Self.plan("http://public.invalid/", by: "http://192.0.2.1:3128")
        let error = try #require(
            #expect(throws: EngineError.self) { try LoadEngine(plan: plan, targetPolicy: .publicOnly) }
        )
        #expect(error.code == .proxy && error.message.contains("permit private targets"))
        _ = try LoadEngine(plan: plan, targetPolicy: .local)
    }

    @Test(arguments: ["169.254.169.254", "[fd00:ec2::254]", "[::ffff:169.254.169.254]", "0.0.0.0", "224.0.0.1"])
    func theProxyItselfIsJudged(address: String) async throws {
        let run = try await EngineRun.of(Self.plan("http://public.invalid/", by: "http://\(address):3128"))
        #expect(run.errors == ["target_refused": 10] && run.connect.count == 0 && run.health.openDescriptorsMax == 0)
        #expect(run.health.notes.count == 1)
    }

    @Test(arguments: ["http://169.254.169.254/latest/", "https://169.254.170.2/", "http://[64:ff9b::a9fe:a9fe]/"])
    func aTargetThatIsAnAddressIsJudged(url: String) async throws {
        let proxy = try ScriptedServer { _ in .ok }
        defer { proxy.stop() }
        let run = try await EngineRun.of(Self.plan(url, by: "http://127.0.0.1:\(proxy.port)"))
        #expect(run.errors == ["target_refused": 10])
        #expect(proxy.connections == 0 && proxy.requests.isEmpty)
        #expect(run.health.notes.count == 1)
    }

    @Test(arguments: ["http://169.254.169.254/latest/meta-data/", "//2852039166/", "https://[fd00:ec2::254]/"])
    func aRedirectToOneIsNotFollowed(location: String) async throws {
        let proxy = try ScriptedServer { _ in
            .text("HTTP/1.1 302 Found\r\nLocation: \(location)\r\nContent-Length: 0\r\n\r\n")
        }
        defer { proxy.stop() }
        let plan = try Self.plan("http://public.invalid/", by: "http://127.0.0.1:\(proxy.port)", redirects: 3)
        let run = try await EngineRun.of(plan)
        #expect(run.errors == ["target_refused": 10] && run.counts.completed == 0)
        #expect(proxy.requests.count == 10 && proxy.requests.allSatisfy { $0.target == "http://public.invalid/" })
    }
}
