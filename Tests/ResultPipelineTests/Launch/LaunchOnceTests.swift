import LoadPlan
import Measurement
import PipelineTestKit
import ResultPipeline
import Testing

@Suite("A launch happens once")
struct LaunchOnceTests {
    @Test("F1: an event delivered three times starts one fleet, and each delivery is told the same")
    func deliveredThreeTimes() throws {
        let bench = LaunchBench()
        try bench.simulation.run {
            var answers: [LaunchAnswer] = []
            for _ in 0..<3 { answers.append(try await bench.deliver()) }
            #expect(Set(answers).count == 1)
            #expect(answers[0].testId == "run" && answers[0].status == .started)
            #expect(answers[0].taskArns == ["task-0", "task-1", "task-2", "task-3"])
            #expect(bench.fleet.launches == 4)
            try await bench.settle()
            let header = try await bench.header()
            #expect(header?.start?.tasks == [0, 1, 2, 3])
            let messages = try await bench.messages()
            let sent = messages["run", default: []].compactMap(\.manifest).reduce(0) { $0 + $1.totals.sent }
            #expect(sent == 100)
        }
    }

    @Test("F1: deliveries at the same moment start one fleet")
    func deliveredAtOnce() throws {
        let bench = LaunchBench()
        try bench.simulation.run {
            async let first = bench.deliver()
            async let second = bench.deliver()
            async let third = bench.deliver()
            let answers = try await [first, second, third]
            #expect(Set(answers).count == 1)
            #expect(bench.fleet.launches == 4)
        }
    }

    @Test("F1: an event without a testId has one derived from the event, not from the delivery")
    func withoutTestId() throws {
        let bench = LaunchBench()
        try bench.simulation.run {
            let event = LaunchDelivery(eventId: "8f5a-1", eventTime: Sample.start)
            let first = try await bench.deliver(["testId": nil], event)
            try await bench.clock.sleep(for: .seconds(5))
            let second = try await bench.deliver(["testId": nil], event)
            #expect(first.testId == second.testId && first.testId.hasPrefix("20231114-221320-"))
            #expect(bench.fleet.launches == 4)
            let other = LaunchDelivery(eventId: "8f5a-2", eventTime: Sample.start)
            let third = try await bench.deliver(["testId": nil], other)
            #expect(third.testId != first.testId)
            #expect(bench.fleet.launches == 8)
        }
    }

    @Test("without anything to derive it from, a testId is made up that sorts by time")
    func generatedTestId() throws {
        let bench = LaunchBench()
        try bench.simulation.run {
            let first = try await bench.deliver(["testId": nil])
            try await bench.clock.sleep(for: .seconds(2))
            let second = try await bench.deliver(["testId": nil])
            #expect(TestID.isValid(first.testId) && first.testId < second.testId)
        }
    }

    @Test("F2: a launcher that dies half-way is made good by the next delivery, to n tasks and no more")
    func launcherDies() throws {
        var script = PartialFleet.Script()
        script.perCall = 3
        script.deaths = 2
        let bench = LaunchBench(script)
        try bench.simulation.run {
            for launched in [3, 6] {
                let error = await #expect(throws: LaunchError.self) { try await bench.deliver(["taskCount": "8"]) }
                #expect(error?.code == .fleet && error?.isTransient == true)
                #expect(error?.message.contains("'run'") == true)
                #expect(bench.fleet.launches == launched)
            }
            let third = try await bench.deliver(["taskCount": "8"])
            #expect(third.status == .started && third.taskArns.count == 8)
            #expect(bench.fleet.launches == 8)
            let fourth = try await bench.deliver(["taskCount": "8"])
            #expect(fourth == third && bench.fleet.launches == 8)
            try await bench.settle()
            let header = try await bench.header()
            #expect(header?.start?.tasks == Array(0..<8))
        }
    }

    @Test(
        "F3: the same testId with another payload is a named conflict, and changes nothing",
        arguments: [
            ["vus": "11"], ["rate": "11"], ["rate": nil], ["duration": "11"], ["taskCount": "5"], ["minTasks": "3"],
            ["spot": "true"], ["method": #""POST""#], ["headers": #"{"A": "b"}"#], ["body": #""x""#],
            ["targetUrl": #""http://target.test/other""#],
        ] as [[String: String?]]
    )
    func conflict(changes: [String: String?]) throws {
        let bench = LaunchBench()
        try bench.simulation.run {
            _ = try await bench.deliver()
            let before = try await bench.header()
            let error = await #expect(throws: LaunchError.self) { try await bench.deliver(changes) }
            #expect(error?.code == .conflict && error?.isTransient == false)
            #expect(error?.message.contains("'run'") == true)
            let after = try await bench.header()
            #expect(after == before && bench.fleet.launches == 4)
        }
    }

    @Test("F18: a payload that is refused claims no run")
    func refusedPayload() throws {
        let bench = LaunchBench()
        try bench.simulation.run {
            for duration in [nil, "0", "-1", "NaN", "1e999", "86401"] {
                let error = await #expect(throws: LaunchError.self) { try await bench.deliver(["duration": duration]) }
                #expect(error?.code == .invalidPayload && error?.message.contains("duration: ") == true)
            }
            let runs = try await bench.registry.runs(limit: 10)
            #expect(runs.isEmpty && bench.fleet.calls == 0)
        }
    }

    @Test("a run that has begun, or is over, is not launched again")
    func laterDeliveries() throws {
        let bench = LaunchBench()
        try bench.simulation.run {
            let first = try await bench.deliver()
            try await bench.clock.sleep(for: .seconds(5))
            bench.fleet.tasks(of: "run")?.kill(2)
            let during = try await bench.deliver()
            #expect(during == first)
            try await bench.settle()
            let outcome = RunOutcome(verdict: "passed", finishedAt: bench.clock.now(), requests: 100, failed: 0, p99: 1)
            try await bench.registry.finish("run", outcome)
            let after = try await bench.deliver()
            #expect(after.status == .finished && after.taskArns == first.taskArns)
            #expect(bench.fleet.calls == 1 && bench.fleet.launches == 4)
        }
    }
}
