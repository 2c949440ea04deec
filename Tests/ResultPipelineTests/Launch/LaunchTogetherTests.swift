import Measurement
import PipelineTestKit
import ResultPipeline
import Testing

struct LaunchTogetherTests {
    @Test("F40: two runs on one target at once are allowed, and never mixed")
    func twoRuns() throws {
        let bench = LaunchBench()
        try bench.simulation.run {
            let first = try await bench.deliver(["testId": #""one""#])
            let second = try await bench.deliver(["testId": #""two""#, "rate": "30", "taskCount": "3"])
            #expect(first.status == .started && second.status == .started)
            #expect(bench.fleet.tasks(of: "one")?.launches == 4 && bench.fleet.tasks(of: "two")?.launches == 3)
            try await bench.clock.sleep(for: .seconds(5))
            try await bench.registry.requestStop("one", reason: "user: enough")
            try await bench.settle()
            let (one, two) = (try await bench.header("one"), try await bench.header("two"))
            #expect(one?.stopReason != nil && two?.stopReason == nil)
            let messages = try await bench.messages()
            #expect(Set(messages.keys) == ["one", "two"])
            let sent = messages.mapValues { $0.compactMap(\.manifest).reduce(0) { $0 + $1.totals.sent } }
            #expect(sent["two"] == 300, "the other run's stop does not touch it")
            #expect((1..<100).contains(try #require(sent["one"])))
            #expect(Set(messages["two", default: []].map(\.taskIndex)) == [0, 1, 2])
        }
    }
}
