import Measurement
import PipelineTestKit
import ResultPipeline
import Testing

@Suite("F15: a run that is stopped before its start")
struct LaunchStopTests {
    private static let stop = StopReason(.user, "not today").description

    @Test("is not launched further; each delivery is told the same, and no task is left")
    func stoppedBetweenDeliveries() throws {
        var script = PartialFleet.Script()
        script.perCall = 2
        script.deaths = 1
        let bench = LaunchBench(script)
        try bench.simulation.run {
            await #expect(throws: LaunchError.self) { try await bench.deliver() }
            try await bench.registry.requestStop("run", reason: Self.stop)
            try await bench.registry.requestStop("run", reason: "user: twice")
            let first = try await bench.deliver()
            #expect(first.status == .stopped)
            #expect(first.failures == [LaunchFailure(reason: "USER", detail: "not today")])
            let second = try await bench.deliver()
            let third = try await bench.goOn()
            #expect(second == first && third == first)
            #expect(bench.fleet.launches == 2 && bench.fleet.running == 0)
        }
    }

    @Test("while its tasks are being launched has none left when the launcher is done")
    func stoppedWhileLaunching() throws {
        let holder = RegistryHolder()
        var script = PartialFleet.Script()
        script.whileLaunching = { try await holder.registry?.requestStop($0, reason: Self.stop) }
        let bench = LaunchBench(script)
        holder.hold(bench)
        try bench.simulation.run {
            let answer = try await bench.deliver()
            #expect(answer.status == .stopped && bench.fleet.running == 0 && bench.fleet.launches == 4)
            let header = try await bench.header()
            #expect(header?.start == nil)
        }
    }

    @Test("and concluded while its tasks are being launched has none left either")
    func concludedWhileLaunching() throws {
        let holder = RegistryHolder()
        var script = PartialFleet.Script()
        script.whileLaunching = { testId in
            try await holder.registry?.requestStop(testId, reason: Self.stop)
            let outcome = RunOutcome(verdict: "interrupted", finishedAt: 0, requests: 0, failed: 0, p99: 0)
            try await holder.registry?.finish(testId, outcome)
        }
        let bench = LaunchBench(script)
        holder.hold(bench)
        try bench.simulation.run {
            let answer = try await bench.deliver()
            #expect(answer.status == .stopped && bench.fleet.running == 0)
            let header = try await bench.header()
            #expect(header?.outcome?.verdict == "interrupted", "the outcome that was recorded stays")
        }
    }

    @Test("a stop while load runs is left to the tasks, which report what they measured")
    func stoppedWhileRunning() throws {
        let bench = LaunchBench()
        try bench.simulation.run {
            _ = try await bench.deliver()
            try await bench.clock.sleep(for: .seconds(5))
            try await bench.registry.requestStop("run", reason: Self.stop)
            let answer = try await bench.deliver()
            #expect(answer.status == .stopped)
            #expect(bench.fleet.tasks(of: "run")?.stops == 0)
            try await bench.settle()
            let manifests = try await bench.messages()["run", default: []].compactMap(\.manifest)
            #expect(manifests.count == 4 && manifests.allSatisfy { $0.totals.sent > 0 && $0.failure == nil })
        }
    }
}
