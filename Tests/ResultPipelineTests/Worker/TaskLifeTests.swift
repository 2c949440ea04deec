import LoadPlan
import Measurement
import PipelineTestKit
import ResultPipeline
import Testing

/// Tasks that are replaced, told to end, left alone or stuck.
struct TaskLifeTests {
    @Test("F12: a replacement of a dead task puts no load on the target and marks nothing complete")
    func aReplacementSendsNothing() throws {
        let run = try SimulatedRun(tasks: 2)
        let (summary, manifests) = try run.simulation.run {
            let summary = try await run.carryOut(incidents: [
                (5000, { $0.fleet.kill(1) }), (5100, { $0.fleet.start(1, of: $0.header) }),
            ])
            return (summary, try await run.manifests())
        }
        #expect(run.fleet.exitCode(of: 1) == 0)
        #expect(manifests.keys.sorted() == [0])
        #expect(summary.verdict == .invalid)
        #expect(summary.says("task 1 ended without its final report"), "\(summary.reasons)")
        #expect(summary.tasks.windowsReceived == 14)
        expectBalance(summary)
    }

    @Test("F12: a replacement before the start takes the place of the dead one")
    func aReplacementBeforeTheStartTakesPart() throws {
        let run = try SimulatedRun(tasks: 2, minTasks: 1) { $0.delays = [0: 20_000, 1: 10_000] }
        let summary = try run.summary(incidents: [
            (5000, { $0.fleet.kill(1) }), (5100, { $0.fleet.start(1, of: $0.header) }),
        ])
        #expect(summary.verdict == .passed)
        #expect(summary.requests.sent == 100)
    }

    @Test("F13: a task that gets SIGTERM reports all it measured, and the run is not what was asked for")
    func aTerminatedTaskReportsAndIsNamed() throws {
        let run = try SimulatedRun(tasks: 2, seconds: 60)
        let ended = Collected<Int64>()
        let summary = try run.summary(incidents: [
            (5700, { $0.fleet.terminate(1) }),
            (8000, { run in if run.fleet.exitCode(of: 1) == 0 { ended.add([run.elapsed]) } }),
        ])
        #expect(!ended.all.isEmpty, "the task ended within 2.3 s, in good order")
        #expect(summary.tasks.windowsReceived == 60 + 6)
        #expect(summary.tasks.windowsExpected == 60 + 6)
        #expect(summary.verdict == .invalid)
        #expect(summary.says("task 1 was told to end after 5.2 s of 60 s of load"), "\(summary.reasons)")
        expectBalance(summary)
    }

    @Test("F13: a task that gets SIGTERM while it flushes has carried out its share")
    func aTaskTerminatedAfterTheLoad() throws {
        let run = try SimulatedRun(tasks: 2)
        run.services.queue.fail(from: Sample.start + 9000, to: Sample.start + 20_000)
        let summary = try run.summary(incidents: [(15_000, { $0.fleet.terminate(1) })])
        #expect(summary.verdict == .passed, "\(summary.reasons)")
    }

    @Test("F16: tasks end by themselves when registry and queue are gone")
    func tasksEndAlone() throws {
        let run = try SimulatedRun(tasks: 2)
        run.services.queue.fail(from: Sample.start + 3000, to: .max)
        run.services.registry.fail(from: Sample.start + 3000, to: .max)
        try run.simulation.run {
            _ = try await run.services.registry.claim(run.header)
            _ = try await run.fleet.launch(run.header)
            while !run.fleet.running.isEmpty { try await run.simulation.clock.sleep(for: .seconds(1)) }
        }
        #expect(run.simulation.clock.elapsed < .seconds(15) + WorkerOptions.local.flushTimeout * 2)
        #expect(run.fleet.exitCode(of: 0) == 1)
    }

    @Test("F16: the hard deadline ends a generator that does not end, after the final message")
    func theHardDeadline() throws {
        let run = try SimulatedRun(tasks: 2) { $0.faults = [1: .neverReturns] }
        let summary = try run.summary()
        #expect(run.fleet.exitCode(of: 1) == ExitStatus.internalError.rawValue)
        #expect(summary.verdict == .invalid)
        #expect(summary.says("task 1 did not carry out its share: the load generator failed"), "\(summary.reasons)")
        #expect(summary.tasks.windowsReceived == 20, "what it measured is there")
        let client = ClientOptions()
        let allowed = 10 + client.timeoutSeconds + client.connectTimeoutSeconds
        let options = WorkerOptions.local
        #expect(run.simulation.clock.elapsed < .seconds(allowed + 3) + options.endGrace + options.stopGrace)
    }

    @Test("F14, F16: a generator that does not end when it is stopped is not awaited to the end of a long plan")
    func aStuckGeneratorIsStopped() throws {
        let run = try SimulatedRun(tasks: 1, seconds: 7200) { $0.faults = [0: .neverReturns] }
        let summary = try run.summary(incidents: [(3000, { try await $0.director.stop("run") })])
        #expect(run.elapsed < 90_000)
        #expect(summary.tasks.windowsReceived == 3)
        #expect(summary.says("it was given up"), "\(summary.reasons)")
    }

    @Test("F16: a generator that fails is reported with its reason, made fit for the queue (F29)")
    func aFailingGeneratorIsReported() throws {
        let text = "broken \u{0}\u{7}\u{FFFE} pipe ✓"
        let run = try SimulatedRun(tasks: 2) { $0.faults = [0: .failsAfter(windows: 4, because: text)] }
        let summary = try run.summary()
        #expect(summary.verdict == .invalid)
        #expect(summary.says("the load generator failed: broken \u{FFFD}\u{FFFD}\u{FFFD} pipe ✓"), "\(summary.reasons)")
        #expect(summary.tasks.windowsReceived == 14)
        expectBalance(summary)
    }

    @Test func aTaskOfNoRunEnds() throws {
        let run = try SimulatedRun(tasks: 1)
        try run.simulation.run {
            run.fleet.start(0, of: run.header)
            try await run.simulation.clock.sleep(for: .seconds(1))
        }
        #expect(run.fleet.exitCode(of: 0) == 1)
    }

    @Test func aRegistryThatIsAwayAtFirstIsWaitedFor() throws {
        let run = try SimulatedRun(tasks: 2) { $0.delays = [0: 100, 1: 100] }
        run.services.registry.fail(from: Sample.start + 50, to: Sample.start + 20_000)
        let summary = try run.summary()
        #expect(summary.verdict == .passed)
        #expect(summary.requests.sent == 100)
    }

    @Test func aRegistryThatIsAwayAtTheBarrierIsWaitedFor() throws {
        let run = try SimulatedRun(tasks: 2) { $0.delays = [1: 5000] }
        run.services.registry.fail(from: Sample.start + 3000, to: Sample.start + 30_000)
        #expect(try run.summary().verdict == .passed)
    }

    @Test(
        arguments: [
            (TaskEnd.completed(windowsLost: 0), 0), (.completed(windowsLost: 1), 1), (.idle(reason: "late"), 0),
            (.failed(reason: "no"), 1),
        ] as [(TaskEnd, Int32)]
    )
    func exitCodesTellWhetherSomethingWentWrong(end: TaskEnd, code: Int32) {
        #expect(end.exitCode == code)
    }
}
