import PipelineTestKit
import ResultPipeline
import Testing

@Suite("A launch that does not fit into one invocation")
struct LaunchHandOverTests {
    private func bench(perCall: Int, handOverFailures: Int = 0) -> LaunchBench {
        var script = PartialFleet.Script()
        script.perCall = perCall
        return LaunchBench(script, handOverFailures: handOverFailures)
    }

    @Test("is handed over by testId until every task is launched")
    func continues() throws {
        let bench = bench(perCall: 4)
        try bench.simulation.run {
            let first = try await bench.deliver(["taskCount": "10"])
            #expect(first.status == .launching && first.taskArns.count == 4 && first.failures == [])
            #expect(first.estimatedCostUSD == 11, "of all ten tasks")
            #expect(bench.handedOver == ["run"])
            let second = try await bench.goOn()
            #expect(second.status == .launching && bench.handedOver == ["run", "run"])
            let third = try await bench.goOn()
            #expect(third.status == .started && third.taskArns.count == 10)
            #expect(bench.handedOver.count == 2 && bench.fleet.launches == 10)
        }
    }

    @Test("is not launched twice by a continuation that is delivered twice, or too late")
    func continuedTwice() throws {
        let bench = bench(perCall: 4)
        try bench.simulation.run {
            _ = try await bench.deliver(["taskCount": "6"])
            async let one = bench.goOn()
            async let two = bench.goOn()
            let answers = try await [one, two]
            #expect(answers.map(\.status) == [.started, .started] && bench.fleet.launches == 6)
            try await bench.settle()
            let late = try await bench.goOn()
            #expect(late.status == .started && bench.fleet.launches == 6)
        }
    }

    @Test("is an error where it cannot be handed over, and the next delivery goes on")
    func handOverFails() throws {
        let bench = bench(perCall: 2, handOverFailures: 1)
        try bench.simulation.run {
            let error = await #expect(throws: LaunchError.self) { try await bench.deliver() }
            #expect(error?.code == .handOver && error?.isTransient == true)
            let answer = try await bench.deliver()
            #expect(answer.status == .started && bench.fleet.launches == 4 && bench.handedOver == [])
        }
    }

    @Test("is not handed over once too many tasks have failed")
    func failures() throws {
        var script = PartialFleet.Script()
        script.perCall = 2
        script.failures = [0: LaunchFailure(reason: "CAPACITY", detail: "none")]
        let bench = LaunchBench(script)
        try bench.simulation.run {
            let answer = try await bench.deliver()
            #expect(answer.status == .failed && bench.handedOver == [] && bench.fleet.running == 0)
        }
    }

    @Test("a continuation of a run that nobody began is an error")
    func unknownRun() throws {
        let bench = LaunchBench()
        try bench.simulation.run {
            let error = await #expect(throws: LaunchError.self) { try await bench.goOn("other") }
            #expect(error?.code == .unknownRun && error?.isTransient == false)
            #expect(bench.fleet.calls == 0)
        }
    }

    @Test(
        "only the exact form is a continuation",
        arguments: [
            (#"{"continueLaunch": ""}"#, "continueLaunch"), (#"{"continueLaunch": "a b"}"#, "continueLaunch"),
            (#"{"continueLaunch": 1}"#, "continueLaunch"), (#"{"continueLaunch": null}"#, "continueLaunch"),
            (#"{"continuelaunch": "run"}"#, "continuelaunch"),
            (#"{"continueLaunch": "run", "vus": 1}"#, "continueLaunch"),
        ]
    )
    func form(text: String, field: String) throws {
        let bench = LaunchBench()
        try bench.simulation.run {
            _ = try await bench.deliver()
            let error = await #expect(throws: LaunchError.self) { try await bench.service.launch(Array(text.utf8)) }
            #expect(error?.code == .invalidPayload && error?.diagnostics.first?.field == field)
            #expect(bench.fleet.calls == 1)
        }
        #expect(String(decoding: LaunchService.continuation(of: "run"), as: UTF8.self) == #"{"continueLaunch":"run"}"#)
    }
}
