import AWSClient
import AWSPipeline
import PipelineTestKit
import ResultPipeline
import Testing

@Suite struct SweeperTests {
    private let bench = FleetBench()
    private let registry: InMemoryRunRegistry

    init() { registry = InMemoryRunRegistry(clock: bench.simulation.clock) }

    private func sweeper() throws -> Sweeper {
        let environment = ["TABLE_NAME": "t", "CLUSTER": "LoadTest", "TASK_DEFINITION": "worker:1"]
        return Sweeper(
            ecs: ECSClient(bench.ecs),
            registry: registry,
            settings: try SweepSettings(environment: environment),
            clock: bench.simulation.clock
        )
    }

    private func sweep(after seconds: Int, within: Int = 60) throws -> SweepReport {
        let (sweeper, clock) = (try sweeper(), bench.simulation.clock)
        clock.advance(by: .seconds(seconds))
        return try bench.simulation.run {
            try await sweeper.sweep(until: clock.instant().advanced(by: .seconds(within)))
        }
    }

    private func claim(_ testId: String, taskCount: Int) throws {
        let (registry, header) = (registry, try bench.header(taskCount, testId: testId))
        _ = try bench.simulation.run { try await registry.claim(header) }
    }

    @Test func `tasks of a run that is over are ended, those of others are not`() throws {
        try claim("over", taskCount: 2)
        try claim("on", taskCount: 3)
        try bench.launch(2, testId: "over")
        try bench.launch(3, testId: "on")
        let (registry, now) = (registry, bench.simulation.clock.now())
        try bench.simulation.run {
            let outcome = RunOutcome(verdict: "failed", finishedAt: now, requests: 0, failed: 0, p99: 0)
            try await registry.finish("over", outcome)
        }

        let report = try sweep(after: 301)

        #expect(report.stopped.map(\.testId) == ["over", "over"])
        #expect(report.stopped.allSatisfy { $0.reason == "runIsOver" && $0.failure == nil })
        #expect(bench.ecs.running == [0, 1, 2])
        #expect(report.isComplete && report.listed == 5 && report.examined == 5)
        let reasons = bench.ecs.tasks.compactMap(\.stoppedReason)
        #expect(reasons.count == 2 && reasons.allSatisfy { $0.hasPrefix("orphaned: its run is over: failed, ") })
    }

    @Test func `tasks whose run nobody claimed are ended after the grace`() throws {
        try bench.launch(3)
        #expect(try sweep(after: 10).stopped.isEmpty)
        #expect(try sweep(after: 300).stopped.map(\.reason) == Array(repeating: "unknownRun", count: 3))
        #expect(bench.ecs.running.isEmpty)
        #expect(try sweep(after: 300).listed == 0)
    }

    @Test func `a thousand orphans take pages of a hundred and one look at their run`() throws {
        try bench.launch(1000)
        let report = try sweep(after: 400)
        #expect(report.examined == 1000 && report.isComplete)
        #expect(report.stopped.count == 500, "the list is bounded")
        #expect(report.ended == 1000)
        #expect(bench.ecs.running.isEmpty)
        #expect(bench.ecs.calls("StopTask").count == 1000)
        #expect(bench.ecs.mostAtOnce("StopTask") <= 10)
    }

    @Test func `time that runs out leaves the rest to the next sweep`() throws {
        try bench.launch(300)
        let first = try sweep(after: 400, within: 2)
        #expect(!first.isComplete)
        #expect(bench.ecs.running.count > 0 && bench.ecs.running.count < 300)
        let second = try sweep(after: 1)
        #expect(second.isComplete)
        #expect(bench.ecs.running.isEmpty)
    }

    @Test func `a registry that does not answer keeps its tasks`() throws {
        try bench.launch(2)
        registry.fail(from: 0, to: .max)
        let report = try sweep(after: 4000)
        #expect(report.undecided.count == 2 && report.stopped.isEmpty)
        #expect(bench.ecs.running == [0, 1])
    }

    @Test func `a call that fails is reported and keeps nobody from the others`() throws {
        try bench.launch(3)
        bench.ecs.plan("StopTask", 1, .error(AWSError(operation: "StopTask", code: "AccessDenied", message: "no")))
        let report = try sweep(after: 400)
        #expect(report.failures == 1 && report.ended == 2 && report.stopped.count == 3)
        #expect(bench.ecs.running.count == 1)
    }

    @Test func `a task that ECS has forgotten meanwhile has ended`() throws {
        try bench.launch(1)
        let gone = AWSError(
            operation: "StopTask",
            code: "InvalidParameterException",
            message: "The referenced task was not found.",
            status: 400
        )
        bench.ecs.plan("StopTask", 1, .error(gone))
        #expect(try sweep(after: 400).failures == 0)
    }

    @Test func `where ECS does not list tasks the sweep fails`() throws {
        bench.ecs.plan("ListTasks", 1, .error(AWSError(operation: "ListTasks", code: "AccessDenied", message: "no")))
        #expect(throws: AWSError.self) { try sweep(after: 1) }
    }

    @Test func `the report is JSON that a person can read`() throws {
        try bench.launch(1)
        let report = try sweep(after: 400)
        let text = String(decoding: try report.json(), as: UTF8.self)
        let age = text.split(separator: ", ")[1].prefix { $0 != " " }
        let task = "arn:aws:ecs:eu-central-1:123456789012:task/LoadTest/1"
        let stopped =
            #"{"detail":"the table has no such run, \#(age) s ago","reason":"unknownRun","task":"\#(task)","testId":"run"}"#
        #expect(
            text == #"{"ended":1,"examined":1,"failures":0,"isComplete":true,"listed":1,"stopped":[\#(stopped)],"#
                + #""undecided":[]}"#
        )
    }
}
