import LoadPlan
import Measurement
import PipelineTestKit
import ResultPipeline
import Testing

/// Who takes part in a run, and who does not.
struct BarrierTests {
    @Test("F6: a task that never comes ends the run at the barrier's deadline")
    func aTaskThatNeverComes() throws {
        let run = try SimulatedRun(tasks: 2) { $0.absent = [1] }
        let summary = try run.summary()
        #expect(summary.verdict == .invalid)
        #expect(summary.says("1 of 2 tasks were ready after 60 s, 2 are needed"), "\(summary.reasons)")
        #expect(summary.requests.sent == 0)
        #expect(run.fleet.running.isEmpty, "the rest is stopped, and the missing one killed")
        #expect(run.elapsed < 75_000)
    }

    @Test("F6: a task that cannot prepare ends the run at once, with its reason")
    func aTaskThatCannotPrepare() throws {
        let run = try SimulatedRun(tasks: 3) { $0.faults = [2: .cannotPrepare] }
        let (summary, manifest) = try run.simulation.run {
            (try await run.carryOut(), try await run.manifests()[2])
        }
        #expect(summary.verdict == .invalid)
        #expect(
            summary.reasons.first == "stopped before its end: 1 of 3 tasks ended before the start, 3 are needed; "
                + "task 2: could not prepare: no trust store"
        )
        #expect(manifest?.failure == "could not prepare: no trust store")
        #expect(run.fleet.exitCode(of: 2) == 1)
        #expect(run.fleet.running.isEmpty)
        #expect(run.elapsed < 5000)
    }

    @Test("F6: all tasks dead before the start end the run at once")
    func allDeadBeforeTheStart() throws {
        let run = try SimulatedRun(tasks: 3) { $0.delays = [0: 20_000, 1: 20_000, 2: 20_000] }
        let summary = try run.summary(incidents: [(5000, { run in for index in 0...2 { run.fleet.kill(index) } })])
        #expect(summary.verdict == .invalid)
        #expect(
            summary.reasons.first == "stopped before its end: 3 of 3 tasks ended before the start, 3 are needed; "
                + "task 0: killed by signal 9"
        )
        #expect(run.elapsed < 7000)
    }

    @Test("F4, F6: with enough tasks the run starts at the deadline, and those carry the whole load")
    func enoughTasksCarryTheWholeLoad() throws {
        let whole = try SimulatedRun(tasks: 2).summary()
        let run = try SimulatedRun(tasks: 3, minTasks: 2) { $0.absent = [1] }
        let summary = try run.summary()
        #expect(summary.verdict == .passed)
        #expect(summary.requests.sent == 100)
        #expect(summary.responseTime == whole.responseTime)
        #expect(summary.says("started with 2 of 3 tasks, which carried the whole load; not ready in time: task 1"))
        #expect(summary.tasks.windowsExpected == 20)
        #expect(run.elapsed < 85_000, "nobody waits for the task that never came")
        #expect(run.fleet.running.isEmpty)
    }

    @Test("F4: tasks that could not be launched are named, and the others start at the deadline")
    func tasksThatCouldNotBeLaunched() throws {
        let failure = LaunchFailure(reason: "CAPACITY", detail: "no capacity in eu-west-1a")
        let run = try SimulatedRun(tasks: 3, minTasks: 2) { $0.failures = [2: failure] }
        let notices = Collected<String>()
        let summary = try run.summary { notices.add($0.notices) }
        #expect(summary.verdict == .passed)
        #expect(summary.requests.sent == 100)
        #expect(notices.all.contains { $0.contains("1 × CAPACITY: no capacity in eu-west-1a") }, "\(notices.all)")
    }

    @Test("F2: a fleet that gets to some tasks at a time is asked until all are there")
    func aFleetThatIsSlow() throws {
        let run = try SimulatedRun(tasks: 10) { $0.launchBatch = 3 }
        #expect(try run.summary().verdict == .passed)
        #expect(run.fleet.launches == 10)
    }

    @Test("F4: tasks that a fleet never gets to did not start")
    func aFleetThatNeverGetsThere() throws {
        let run = try SimulatedRun(tasks: 3) { $0.launchBatch = 0 }
        let error = #expect(throws: RunError.self) { try run.summary() }
        #expect(
            error?.message.hasPrefix("0 of 3 tasks could be started, 3 are needed: 3 × PENDING: not started") == true
        )
        #expect(run.elapsed < 61_000)
    }

    @Test("F4: too few launched tasks are an error, and none is left")
    func tooFewLaunchedTasks() throws {
        let failure = LaunchFailure(reason: "CAPACITY", detail: "none")
        let run = try SimulatedRun(tasks: 3) { $0.failures = [1: failure, 2: failure] }
        let error = #expect(throws: RunError.self) { try run.summary() }
        #expect(error?.code == .launchFailed)
        #expect(error?.failures == [failure, failure])
        #expect(error?.message == "1 of 3 tasks could be started, 3 are needed: 2 × CAPACITY: none")
        #expect(run.fleet.running.isEmpty)
        let header = try run.simulation.run { try await run.services.registry.header(of: "run") }
        #expect(header?.outcome?.verdict == "invalid")
        #expect(header?.stopReason?.hasPrefix("fleet: ") == true)
    }

    @Test("F7: a task that comes after the start sends nothing, and says so")
    func aLateJoinerSendsNothing() throws {
        let run = try SimulatedRun(tasks: 3, seconds: 30, minTasks: 2) { $0.delays = [2: 65_000] }
        let (summary, records) = try run.simulation.run {
            (try await run.carryOut(), try await run.records().filter { $0.message.taskIndex == 2 })
        }
        #expect(summary.verdict == .passed)
        #expect(summary.requests.sent == 300, "the others' shares are the whole plan")
        guard case .started(let start) = try #require(records.first).message.content else {
            Issue.record("the first record of the late task is no start report")
            return
        }
        #expect(start.segmentIndex == nil)
        #expect(start.idleReason == "joined after the run had started without it")
        #expect(records.last?.message.manifest?.failure == nil)
        #expect(run.fleet.exitCode(of: 2) == 0)
    }

    @Test("F7: a task that comes before the deadline is waited for")
    func aSlowTaskIsWaitedFor() throws {
        let run = try SimulatedRun(tasks: 3) { $0.delays = [2: 40_000] }
        #expect(try run.summary().verdict == .passed)
        #expect((40_000...42_000).contains(run.starts[0] ?? 0))
    }

    @Test("F7: tasks beyond the number of virtual users report, and send nothing")
    func surplusTasksSendNothing() throws {
        var header = try Sample.header("run", taskCount: 4)
        header.plan.virtualUsers = 2
        let run = SimulatedRun(header)
        let summary = try run.summary()
        #expect(summary.verdict == .passed)
        #expect(summary.requests.sent == 100)
        #expect(summary.tasks == TaskSummary(requested: 4, reported: 4, windowsExpected: 20, windowsReceived: 20))
    }
}
