import Glibc
import LoadPlan
import Measurement
import Synchronization
import Testing

@testable import LoadEngine

/// What a server sees of a run that traces its requests.
@Suite struct TraceparentTests {
    /// The ids in a request's `traceparent`; nil where it has none, or another form.
    private static func ids(_ request: ScriptedServer.Request) -> (trace: String, span: String)? {
        let values = request.head.split(separator: "\r\n").filter { $0.hasPrefix("traceparent: ") }
        guard values.count == 1,
            let match = values[0].wholeMatch(of: /traceparent: 00-([0-9a-f]{32})-([0-9a-f]{16})-01/)
        else { return nil }
        return (String(match.1), String(match.2))
    }

    private static func traces(_ server: ScriptedServer) -> [String] {
        server.requests.compactMap { ids($0)?.trace }
    }

    @Test func everyRequestHasAnIdOfItsOwn() async throws {
        let server = try ScriptedServer { _ in .ok }
        defer { server.stop() }
        let url = "http://127.0.0.1:\(server.port)/"
        let plan = try TestPlan.test(url, users: 8, rate: 0, seconds: 0.3) {
            $0.traceparent = true
            $0.loops = 2
        }
        let run = try await EngineRun.of(plan)
        let traces = Self.traces(server)
        #expect(run.counts.completed > 20 && traces.count == server.requests.count)
        #expect(traces.count == Int(run.counts.sent) && Set(traces).count == traces.count)
        #expect(Set(server.requests.compactMap { Self.ids($0)?.span }).count == traces.count)
    }

    @Test func withoutTheOptionThereIsNone() async throws {
        let server = try ScriptedServer { _ in .ok }
        defer { server.stop() }
        let run = try await EngineRun.of(.test("http://127.0.0.1:\(server.port)/", rate: 20))
        #expect(Self.traces(server).isEmpty && server.requests.count == 10)
        #expect(run.windows.allSatisfy { $0.exemplars.isEmpty })
    }

    @Test func journeysCarryIdsInEveryStep() async throws {
        let server = try ScriptedServer { _ in .ok }
        defer { server.stop() }
        var plan = try TestPlan.journey(
            "http://127.0.0.1:\(server.port)/",
            [.get("/a"), .get(.of(.text("/b?u="), .made(.uuid)))],
            users: 5,
            iterations: 30
        )
        plan.client.traceparent = true
        let run = try await EngineRun.of(plan)
        let traces = Self.traces(server)
        #expect(run.counts.completed == 60 && traces.count == 60 && Set(traces).count == 60)
    }

    @Test(arguments: [false, true]) func aRedirectGoesOnWithItsTrace(isJourney: Bool) async throws {
        let server = try ScriptedServer {
            $0.target == "/"
                ? .text("HTTP/1.1 302 Moved\r\nLocation: /next\r\nContent-Length: 0\r\n\r\n") : .ok
        }
        defer { server.stop() }
        let url = "http://127.0.0.1:\(server.port)/"
        var plan =
            try isJourney
            ? TestPlan.journey(url, [.get("/")], iterations: 10) : TestPlan.test(url, rate: 20)
        plan.client.traceparent = true
        plan.client.maxRedirects = 2
        let run = try await EngineRun.of(plan)
        #expect(run.statusCodes == [200: 10])
        let hops = Dictionary(grouping: server.requests.compactMap(Self.ids), by: \.trace)
        #expect(hops.count == 10)
        #expect(hops.values.allSatisfy { $0.count == 2 && $0[0].span != $0[1].span })
    }

    @Test func aRequestThatIsSentAgainIsWhole() async throws {
        // Large contents over slow readers: the bytes that users share are written in pieces, in turns.
        let server = try ScriptedServer(readPause: 1) { _ in .ok }
        defer { server.stop() }
        let body = [UInt8](repeating: 0x61, count: 3_000_000)
        let plan = try TestPlan.test(
            "http://127.0.0.1:\(server.port)/",
            method: "POST",
            users: 6,
            rate: 0,
            seconds: 0.5,
            body: body
        ) { $0.traceparent = true }
        let run = try await EngineRun.of(plan)
        let traces = Self.traces(server)
        #expect(run.counts.completed >= 6 && Set(traces).count == Int(run.counts.sent))
    }

    @Test(arguments: [false, true]) func theSlowestAndTheFailedAreThoseTheServerKnows(isJourney: Bool) async throws {
        let count = Mutex(0)
        let server = try ScriptedServer { _ in
            let number = count.withLock { count -> Int in
                count += 1
                return count
            }
            if [5, 11, 17].contains(number) { usleep(500_000) }
            if number == 8 { return .text("HTTP/1.1 503 No\r\nContent-Length: 0\r\n\r\n") }
            return number == 14 ? .reset : .ok
        }
        defer { server.stop() }
        let url = "http://127.0.0.1:\(server.port)/"
        var plan =
            try isJourney
            ? TestPlan.journey(url, [.get("/")], users: 20, rate: 40, seconds: 0.5)
            : TestPlan.test(url, users: 20, rate: 40)
        plan.client.traceparent = true
        let run = try await EngineRun.of(plan, windowLength: 10_000)
        let window = try #require(run.windows.first)
        let seen = Self.traces(server)
        #expect(run.windows.count == 1 && seen.count == 20)
        #expect(Set(window.exemplars.slowest.map(\.traceId)) == Set([5, 11, 17].map { seen[$0 - 1] }))
        #expect(window.exemplars.slowest.allSatisfy { $0.responseTime >= 500_000 && $0.status == 200 })
        #expect(window.exemplars.slowest.allSatisfy { $0.endpoint == "GET /" && $0.time / 1000 >= window.windowStart })
        let failed = Dictionary(uniqueKeysWithValues: window.exemplars.failed.map { ($0.outcome, $0.traceId) })
        #expect(failed == ["status 503": seen[7], "connection_reset": seen[13]])
    }

    @Test func aFailedCheckIsNamed() async throws {
        let server = try ScriptedServer { _ in .ok }
        defer { server.stop() }
        var plan = try TestPlan.journey(
            "http://127.0.0.1:\(server.port)/",
            [.get("/", checks: [.status(201)])],
            iterations: 3
        )
        plan.client.traceparent = true
        let run = try await EngineRun.of(plan)
        let failed = run.windows.flatMap(\.exemplars.failed)
        #expect(failed.map(\.error) == ["check_failed", "check_failed", "check_failed"])
        #expect(Set(failed.map(\.traceId)) == Set(Self.traces(server)) && failed.allSatisfy { $0.status == 200 })
    }

    @Test func whatNeverReachedATargetIsNoExample() async throws {
        let server = try ScriptedServer { _ in .ok }
        server.stop()
        usleep(50_000)
        let run = try await EngineRun.of(
            .test("http://127.0.0.1:\(server.port)/", rate: 20) { $0.traceparent = true }
        )
        #expect(run.errors["connect_refused"] == 10)
        #expect(run.windows.allSatisfy { $0.exemplars.isEmpty })
    }

    @Test func aPlanThatSetsTheFieldItselfIsRefused() throws {
        let own = RequestSpec.Header(name: "Traceparent", value: "00-1-2-01")
        #expect(throws: EngineError.self) {
            try LoadEngine(plan: .test("http://127.0.0.1:1/", headers: [own]) { $0.traceparent = true })
        }
        let step = Step.get(Template("/"), headers: [.init(name: "traceparent", value: Template("x"))])
        var plan = try TestPlan.journey("http://127.0.0.1:1/", [step])
        _ = try LoadEngine(plan: plan)
        plan.client.traceparent = true
        #expect(throws: EngineError.self) { try LoadEngine(plan: plan) }
    }
}
