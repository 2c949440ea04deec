import AWSClient
import AWSPipeline
import LoadPlan
import PipelineTestKit
import ResultPipeline
import Testing

struct RunRegistryTests {
    private let fixture = TableFixture()

    private func item(_ testId: String) throws -> StrictItem {
        try #require(fixture.items(testId).first { $0["kind"] == .s("header") })
    }

    @Test func `a worker reads and updates items, and needs no other right`() async throws {
        let registry = fixture.registry
        _ = try await registry.claim(try Sample.header("run", taskCount: 1))
        let before = fixture.dynamoDB.calls.count
        try await registry.join("run", taskIndex: 0)
        _ = try await registry.header(of: "run")
        _ = try await registry.start("run", RunStart(at: 1_700_000_001_000, tasks: [0]))
        _ = try await registry.start("run", RunStart(at: 2, tasks: [0]))
        try await registry.requestStop("run", reason: "user: enough")
        await #expect(throws: TableError.self) { try await registry.join("other", taskIndex: 0) }
        #expect(Set(fixture.dynamoDB.operations.dropFirst(before)) == ["GetItem", "UpdateItem"])
    }

    @Test func `a start that came second is told the first without another request`() async throws {
        let registry = fixture.registry
        _ = try await registry.claim(try Sample.header("run", taskCount: 1))
        let first = try await registry.start("run", RunStart(at: 1_700_000_001_000, tasks: [0]))
        let before = fixture.dynamoDB.calls.count
        #expect(try await registry.start("run", RunStart(at: 2, tasks: [0])) == first)
        #expect(fixture.dynamoDB.calls.count == before + 1)
    }

    @Test func `a claim whose answer was lost is found by the next attempt`() async throws {
        let header = try Sample.header("run", taskCount: 1)
        fixture.dynamoDB.disrupt { number, _ in number == 0 ? .loseAnswer : nil }
        await #expect(throws: AWSError.self) { _ = try await fixture.registry.claim(header) }
        #expect(try await fixture.registry.claim(header) == .existing(header))
    }

    @Test func `whoever claims a run again lists it, where its creator could not`() async throws {
        let header = try Sample.header("run", taskCount: 1)
        fixture.dynamoDB.disrupt { number, call in number == 1 ? .refuse(.throttled(call.operation)) : nil }
        await #expect(throws: AWSError.self) { _ = try await fixture.registry.claim(header) }
        fixture.dynamoDB.disrupt(nil)
        #expect(try await fixture.registry.runs(limit: 10).isEmpty)
        var again = header
        again.createdAt += 60_000
        #expect(try await fixture.registry.claim(again) == .existing(header))
        #expect(try await fixture.registry.claim(again) == .existing(header))
        #expect(try await fixture.registry.runs(limit: 10) == [header])
        #expect(fixture.items("#runs").count == 1)
    }

    @Test func `a run is over 90 days after its load, and its name is free again`() async throws {
        let old = try Sample.header("run", taskCount: 1)
        _ = try await fixture.registry.claim(old)
        // 60 s of barrier and 10 s of load.
        fixture.clock.advance(by: .seconds(90 * 86_400 + 69))
        #expect(try await fixture.registry.header(of: "run") == old)
        #expect(try await fixture.registry.runs(limit: 10) == [old])
        fixture.clock.advance(by: .seconds(1))
        #expect(try await fixture.registry.header(of: "run") == nil)
        #expect(try await fixture.registry.runs(limit: 10).isEmpty)
        var new = try Sample.header("run", taskCount: 5)
        new.createdAt = fixture.clock.now()
        #expect(try await fixture.registry.claim(new) == .created)
        #expect(try await fixture.registry.runs(limit: 10) == [new])
    }

    @Test func `a name that no run may have is refused, and has no header`() async throws {
        for name in ["", "#runs", "a b", String(repeating: "x", count: 65)] {
            let header = try Sample.header(name, taskCount: 1)
            let error = await #expect(throws: TableError.self) { _ = try await fixture.registry.claim(header) }
            #expect(error?.code == .refused)
            #expect(try await fixture.registry.header(of: name) == nil)
        }
        #expect(fixture.dynamoDB.calls.isEmpty)
    }

    @Test func `a plan that would make every look at the barrier dear is refused with its size`() async throws {
        var header = try Sample.header("run", taskCount: 1)
        header.plan.request.body = [UInt8](repeating: 7, count: 200_000)
        let error = try await #require(throws: TableError.self) { _ = try await fixture.registry.claim(header) }
        #expect(error.code == .oversized)
        #expect(error.message.contains("it may have 262144"))
    }

    @Test func `a stop after the end leaves the verdict as the status`() async throws {
        let registry = fixture.registry
        _ = try await registry.claim(try Sample.header("run", taskCount: 1))
        #expect(try item("run")["status"] == .s("waiting"))
        _ = try await registry.start("run", RunStart(at: 1_700_000_001_000, tasks: [0]))
        #expect(try item("run")["status"] == .s("running"))
        try await registry.requestStop("run", reason: "user: enough")
        #expect(try item("run")["status"] == .s("stopping"))
        try await registry.finish(
            "run",
            RunOutcome(verdict: "interrupted", finishedAt: 9, requests: 1, failed: 0, p99: 1)
        )
        try await registry.requestStop("run", reason: "user: again")
        #expect(try item("run")["status"] == .s("interrupted"))
        #expect(try item("run")["stopReason"] == .s("user: enough"))
    }

    @Test func `a thousand tasks make a header that is read for two units`() async throws {
        let registry = fixture.registry
        _ = try await registry.claim(try Sample.header("run", taskCount: 1000))
        for task in 0..<1000 { try await registry.join("run", taskIndex: task) }
        let start = RunStart(at: 1_700_000_001_000, tasks: Array(0..<1000))
        let header = try await registry.start("run", start)
        #expect(header.start == start)
        #expect(header.ready == Set(0..<1000))
        #expect(try item("run").bytes <= 8192)
    }
}
