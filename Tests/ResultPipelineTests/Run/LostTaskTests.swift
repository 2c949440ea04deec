import Measurement
import PipelineTestKit
import ResultPipeline
import Testing

/// Tasks that die while load runs.
struct LostTaskTests {
    @Test("F10: a killed task costs at most a window, and the run says what is missing")
    func aKilledTask() throws {
        let run = try SimulatedRun(tasks: 4, rate: 40)
        let summary = try run.summary(incidents: [(7000, { $0.fleet.kill(1) })])
        #expect(summary.verdict == .invalid)
        #expect(
            summary.reasons == [
                "task 1 ended without its final report (killed by signal 9); 4 of 10 windows missing: sequence 7–10"
            ]
        )
        #expect(summary.tasks == TaskSummary(requested: 4, reported: 4, windowsExpected: 40, windowsReceived: 36))
        #expect(summary.requests.sent == 400 - 40, "the windows before the end are all there")
        expectBalance(summary)
    }

    @Test("F10: requests whose outcome died with their task are booked as unreported")
    func outcomesThatDiedWithTheirTask() throws {
        let slow = ScriptedTarget { _ in ScriptedTarget.Fate(service: 1_500_000) }
        let run = try SimulatedRun(tasks: 2, rate: 100) { $0.target = slow }
        let summary = try run.summary(incidents: [(7000, { $0.fleet.kill(0) })])
        // Requests of 1.5 s before the end of the sixth window, half of all.
        #expect(summary.errors == ["unreported": 75])
        #expect(summary.requests.failed == 75)
        #expect(summary.requests.dropped == 0)
        expectBalance(summary)
    }

    @Test("F10: arrivals that a dead task still had to send are dropped, and nobody's virtual users are blamed")
    func arrivalsThatADeadTaskStillHadToSend() throws {
        let waiting = ScriptedTarget { _ in ScriptedTarget.Fate(wait: 1_500_000, service: 1000) }
        let run = try SimulatedRun(tasks: 2, rate: 100) {
            $0.target = waiting
            $0.faults = [0: .failsAfter(windows: 6)]
        }
        let summary = try run.summary()
        #expect(summary.requests.dropped > 0)
        expectBalance(summary)
        let own = try #require(summary.generator.reasons.first)
        #expect(own.hasPrefix("75 arrivals never became a request"), "what the living task dropped at its end: \(own)")
    }

    @Test("F10: what is missing is told, and makes nothing invalid, where partial results are allowed")
    func partialResultsMayBeAllowed() throws {
        let run = try SimulatedRun(tasks: 4) { $0.options.allowPartial = true }
        let summary = try run.summary(incidents: [(7000, { $0.fleet.kill(1) })])
        #expect(summary.verdict == .passed)
        #expect(summary.says("4 of 10 windows missing"))
    }

    @Test("F10: the dead are told of while the run goes on")
    func theDeadAreToldOf() throws {
        let run = try SimulatedRun(tasks: 2, seconds: 20)
        let notices = Collected<String>()
        _ = try run.summary(incidents: [(7000, { $0.fleet.kill(1) })]) { view in
            if view.tasks.finished == 0 { notices.add(view.notices) }
        }
        #expect(notices.all == ["task 1: killed by signal 9"])
    }

    @Test("F11: a run whose tasks have all died is over at once")
    func allTasksDie() throws {
        let run = try SimulatedRun(tasks: 3, seconds: 3600)
        let summary = try run.summary(incidents: [(5000, { run in for task in 0...2 { run.fleet.kill(task) } })])
        #expect(summary.verdict == .invalid)
        #expect(run.elapsed < 6000)
        #expect(summary.tasks.windowsReceived == 3 * 4)
        #expect(summary.tasks.windowsExpected == 3 * 3600)
        #expect(summary.reasons.count == 3)
        expectBalance(summary)
    }

    @Test("F11: a thousand dead tasks do not make a thousand sentences")
    func manySentencesAreCounted() throws {
        let run = try SimulatedRun(tasks: 60)
        let summary = try run.summary(incidents: [(5000, { run in for task in 0..<60 { run.fleet.kill(task) } })])
        #expect(summary.reasons.count == RunCompleteness.sentenceLimit)
        #expect(summary.reasons.last == "and 41 more like these")
    }

    @Test("F11, F16: a run whose tasks nobody can see ends at its deadline, and they are told to end")
    func tasksThatNobodyCanSee() throws {
        let run = try SimulatedRun(tasks: 2) {
            $0.faults = [0: .neverReturns, 1: .neverReturns]
            $0.worker.endGrace = .seconds(100_000)
        }
        run.fleet.fail(from: Sample.start + 2000, to: Sample.start + 225_000)
        run.services.queue.fail(from: Sample.start + 2000, to: .max)
        let notices = Collected<String>()
        let summary = try run.summary { notices.add($0.notices) }
        #expect(summary.verdict == .invalid)
        let drained = DirectorOptions().drainTimeout
        #expect(run.simulation.clock.elapsed < .seconds(11 + 40) + DirectorOptions().grace + drained + .seconds(15))
        #expect(notices.all.last == "tasks that had not ended in time were ended")
        #expect(run.fleet.running.isEmpty)
    }
}
