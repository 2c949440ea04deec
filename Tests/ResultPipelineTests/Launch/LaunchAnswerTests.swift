import LoadPlan
import PipelineTestKit
import ResultPipeline
import Testing

@Suite("What the launcher answers")
struct LaunchAnswerTests {
    @Test("the answer is the JSON of the contract, names in order")
    func json() throws {
        var script = PartialFleet.Script()
        script.failures = [1: LaunchFailure(reason: "AGENT", detail: "a \"quote\"/\u{7}")]
        let bench = LaunchBench(script)
        let text = try bench.simulation.run {
            let answer = try await bench.deliver(["taskCount": "2", "minTasks": "1"])
            return String(decoding: try answer.json(), as: UTF8.self)
        }
        let expected =
            #"{"estimatedCostUSD":1.1,"failures":[{"detail":"a \"quote\"/"# + "\u{FFFD}"
            + #"","reason":"AGENT"}],"status":"degraded","taskArns":["task-0"],"testId":"run"}"#
        #expect(text == expected)
    }

    @Test(
        "the estimate is a plain number, to a hundredth of a cent",
        arguments: [(0.123449, 0.1234), (1e-9, 0), (-3, 0), (.nan, 0), (.infinity, 0), (1234.5, 1234.5)]
            as [(Double, Double)]
    )
    func cost(estimate: Double, shown: Double) throws {
        let bench = LaunchBench()
        let service = LaunchService(
            registry: bench.registry,
            fleet: bench.fleet,
            clock: bench.clock,
            estimate: { _, _, _ in estimate },
            handOver: { _ in }
        )
        try bench.simulation.run {
            let answer = try await service.launch(LaunchBench.payload())
            #expect(answer.estimatedCostUSD == shown)
        }
    }

    @Test("limits and the check of the target are those the launcher was made with")
    func policy() throws {
        let bench = LaunchBench()
        let service = LaunchService(
            registry: bench.registry,
            fleet: bench.fleet,
            clock: bench.clock,
            limits: LaunchLimits(maxTasks: 3),
            check: { $0.host == "target.test" ? "it is not yours" : nil },
            estimate: { _, _, _ in 0 },
            handOver: { _ in }
        )
        try bench.simulation.run {
            let error = await #expect(throws: LaunchError.self) { try await service.launch(LaunchBench.payload()) }
            #expect(error?.diagnostics.map(\.field) == ["targetUrl", "taskCount"])
            #expect(bench.fleet.calls == 0)
        }
    }
}
