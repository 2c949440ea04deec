import AWSClient
import AWSPipeline
import PipelineTestKit
import ResultPipeline
import Synchronization
import Testing

struct FleetStopTests {
    private let bench = FleetBench()

    private func stop(_ testId: String = "run", on fleet: ECSFleet? = nil) throws {
        let fleet = fleet ?? bench.fleet()
        try bench.simulation.run { try await fleet.stop(testId) }
    }

    @Test func `F15: before the start, and twice, a stop has nothing to do`() throws {
        try stop()
        try stop()
        #expect(bench.ecs.calls("StopTask").isEmpty)
    }

    @Test func `F15: a stop ends every task of the run, whoever launched it, and a second one changes nothing`() throws
    {
        try bench.launch(130)
        try bench.launch(2, testId: "other")
        try stop()
        #expect(bench.ecs.tasks.filter { $0.desiredStatus == "RUNNING" }.map(\.startedBy) == ["other", "other"])
        let calls = bench.ecs.calls("StopTask").count
        #expect(calls == 130)
        #expect((2...10).contains(bench.ecs.mostAtOnce("StopTask")))
        try stop()
        #expect(bench.ecs.calls("StopTask").count == calls)
        #expect(Set(bench.ecs.calls("StopTask").map { $0["reason"] }) == [.text("the run was stopped")])
    }

    @Test func `tasks that have ended are not told to`() throws {
        try bench.launch(4)
        bench.ecs.changeTasks { task in
            if (task.index ?? 0) < 3 { (task.lastStatus, task.desiredStatus) = ("STOPPED", "STOPPED") }
        }
        try stop()
        #expect(bench.ecs.calls("StopTask").count == 1)
    }

    @Test func `a task that only the second look shows is ended too`() throws {
        bench.ecs.change { $0.listLag = 1 }
        try bench.launch(3)
        try stop()
        #expect(bench.ecs.running.isEmpty)
    }

    @Test func `what this fleet launched is ended although no list shows it`() throws {
        bench.ecs.change { $0.listLag = 1000 }
        let fleet = bench.fleet()
        try bench.launch(3, on: fleet)
        try stop(on: fleet)
        #expect(bench.ecs.running.isEmpty)
    }

    @Test func `a task that is gone when it is told to end is no error`() throws {
        let fleet = bench.fleet()
        try bench.launch(3, on: fleet)
        let gone = AWSError(
            operation: "StopTask",
            code: "InvalidParameterException",
            message: "The referenced task was not found.",
            status: 400
        )
        bench.ecs.plan("StopTask", 2, .error(gone))
        try stop(on: fleet)
        #expect(bench.ecs.running.count == 1)
    }

    @Test func `throttled calls are repeated until they get through`() throws {
        try bench.launch(20)
        let error = AWSError(operation: "StopTask", code: "ThrottlingException", message: "Rate exceeded", status: 400)
        let until = bench.simulation.clock.elapsed + .seconds(10)
        bench.ecs.change { $0.outages["StopTask"] = (until, error) }
        try stop()
        #expect(bench.ecs.running.isEmpty)
    }

    @Test func `a call that ECS does not take is an error, and the other tasks are ended nevertheless`() throws {
        try bench.launch(12)
        let error = AWSError(operation: "StopTask", code: "AccessDeniedException", message: "no", status: 400)
        bench.ecs.plan("StopTask", 3, .error(error))
        #expect(throws: error) { try stop() }
        #expect(bench.ecs.running.count == 1)
        try stop()
        #expect(bench.ecs.running.isEmpty)
    }

    @Test func `who is cancelled ends the tasks all the same`() async throws {
        let clock = FakeClock()
        let ecs = FakeECS(clock: clock, latency: .zero)
        let fleet = ECSFleet(ECSClient(ecs), FleetBench.settings, clock: clock, random: { 0.5 })
        _ = try await fleet.launch(try Sample.header("run", taskCount: 5))
        let isOver = Mutex(false)
        async let time: Void = {
            while !isOver.withLock({ $0 }) {
                _ = clock.advanceToNextSleeper()
                await Task.yield()
            }
        }()
        let stopping = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            try await fleet.stop("run")
        }
        try await stopping.value
        isOver.withLock { $0 = true }
        await time
        #expect(ecs.running.isEmpty)
    }
}
