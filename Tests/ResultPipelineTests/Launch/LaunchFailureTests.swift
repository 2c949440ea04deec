import PipelineTestKit
import ResultPipeline
import Testing

@Suite("Tasks that do not start")
struct LaunchFailureTests {
    private static let lack = LaunchFailure(reason: "CAPACITY", detail: "no capacity in us-east-1a")

    private func bench(failing: [Int]) -> LaunchBench {
        var script = PartialFleet.Script()
        script.failures = Dictionary(uniqueKeysWithValues: failing.map { ($0, Self.lack) })
        return LaunchBench(script)
    }

    @Test("F4: with fewer failures than may be missing the run starts degraded, and says why")
    func degraded() throws {
        let bench = bench(failing: [1])
        try bench.simulation.run {
            let answer = try await bench.deliver(["minTasks": "3"])
            #expect(answer.status == .degraded)
            #expect(answer.taskArns == ["task-0", "task-2", "task-3"] && answer.failures == [Self.lack])
            #expect(answer.estimatedCostUSD == 3.3)
            try await bench.settle()
            let header = try await bench.header()
            #expect(header?.start?.tasks == [0, 2, 3])
            let later = try await bench.deliver(["minTasks": "3"])
            #expect(later.status == .degraded && bench.fleet.launches == 3)
        }
    }

    @Test("F4: with too few tasks nothing is left running, the run is invalid, and stays so")
    func failed() throws {
        let bench = bench(failing: [1, 2])
        try bench.simulation.run {
            let answer = try await bench.deliver(["minTasks": "3"])
            #expect(answer.status == .failed && answer.failures == [Self.lack, Self.lack])
            #expect(answer.estimatedCostUSD == 2, "two tasks were started, and none had load")
            #expect(bench.fleet.running == 0)
            let header = try await bench.header()
            #expect(header?.outcome?.verdict == "invalid" && header?.start == nil)
            let reason = try StopReason(text: #require(header?.stopReason))
            #expect(reason.origin == .fleet && reason.detail.contains("2 of 4 tasks could be started, 3 are needed"))
            let again = try await bench.deliver(["minTasks": "3"])
            #expect(again.status == .failed && again.failures.map(\.detail) == [reason.detail])
            #expect(bench.fleet.calls == 1 && bench.fleet.launches == 2)
        }
    }

    @Test("a launcher that dies before the barrier is over leaves no run that waits for ever")
    func barrierOver() throws {
        var script = PartialFleet.Script()
        script.perCall = 0
        script.deaths = 1
        let bench = LaunchBench(script)
        try bench.simulation.run {
            await #expect(throws: LaunchError.self) { try await bench.deliver() }
            try await bench.clock.sleep(for: .seconds(240))
            let answer = try await bench.deliver()
            #expect(answer.status == .failed && answer.failures.map(\.reason) == ["FLEET"])
            #expect(answer.failures.first?.detail.hasPrefix("0 of 4 tasks were ready 240 s after the claim") == true)
            let header = try await bench.header()
            #expect(header?.outcome?.verdict == "invalid" && bench.fleet.calls == 1)
        }
    }

    @Test("what tasks found too few at the barrier is told to later deliveries")
    func barrierGaveUp() throws {
        var script = PartialFleet.Script()
        script.perCall = 2
        script.deaths = 1
        let bench = LaunchBench(script)
        try bench.simulation.run {
            await #expect(throws: LaunchError.self) { try await bench.deliver() }
            try await bench.settle()
            let answer = try await bench.deliver()
            #expect(answer.status == .failed && answer.failures.map(\.reason) == ["BARRIER"])
            #expect(bench.fleet.running == 0 && bench.fleet.launches == 2)
            let header = try await bench.header()
            #expect(header?.outcome?.verdict == "invalid")
        }
    }

    @Test("a registry or a fleet that does not answer is an error that says to launch again, which then succeeds")
    func outage() throws {
        let bench = LaunchBench()
        try bench.simulation.run {
            bench.registry.fail(from: Sample.start, to: Sample.start + 1000)
            let claim = await #expect(throws: LaunchError.self) { try await bench.deliver() }
            #expect(claim?.code == .registry && claim?.isTransient == true)
            let going = await #expect(throws: LaunchError.self) { try await bench.goOn() }
            #expect(going?.code == .registry)
            #expect(claim?.message.contains("launch it again with the same testId") == true)
            try await bench.clock.sleep(for: .seconds(1))
            let answer = try await bench.deliver()
            #expect(answer.status == .started && bench.fleet.launches == 4)
        }
    }

    @Test("a stop that cannot be told in full is an error, and the next delivery completes it")
    func outageWhileGivingUp() throws {
        var script = PartialFleet.Script()
        script.failures = [0: Self.lack]
        let registry = RegistryHolder()
        script.whileLaunching = { _ in registry.fail() }
        let bench = LaunchBench(script)
        registry.hold(bench)
        try bench.simulation.run {
            let error = await #expect(throws: LaunchError.self) { try await bench.deliver() }
            #expect(error?.code == .registry && bench.fleet.running == 0)
            try await bench.clock.sleep(for: .seconds(1))
            let answer = try await bench.deliver()
            #expect(answer.status == .failed)
            let header = try await bench.header()
            #expect(header?.outcome?.verdict == "invalid" && bench.fleet.running == 0)
        }
    }
}
