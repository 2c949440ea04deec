import Measurement
import PipelineTestKit
import ResultPipeline
import Testing

/// The queue does not answer while load runs.
struct QueueOutageTests {
    @Test("F27: a minute without the queue costs nothing that the spool holds")
    func aMinuteWithoutTheQueueCostsNothing() throws {
        let undisturbed = try SimulatedRun(tasks: 2, seconds: 100).summary()
        let run = try SimulatedRun(tasks: 2, seconds: 100)
        run.services.queue.fail(from: Sample.start + 10_000, to: Sample.start + 70_000)
        let summary = try run.summary()
        #expect(summary.verdict == .passed)
        #expect(summary.tasks.windowsReceived == 200)
        #expect(try summary.encoded() == undisturbed.encoded(), "load and figures know nothing of it")
    }

    @Test("F27: what the spool cannot hold is counted in the manifest and named in the verdict")
    func theOverflowIsCountedAndNamed() throws {
        let run = try SimulatedRun(tasks: 2, seconds: 100) { $0.worker.spoolCount = 20 }
        run.services.queue.fail(from: Sample.start + 10_000, to: Sample.start + 70_000)
        let (summary, manifests) = try run.simulation.run {
            (try await run.carryOut(), try await run.manifests())
        }
        for task in 0...1 {
            let manifest = try #require(manifests[task])
            // One window is in the sender's hands and 20 wait; the others of a minute are lost.
            #expect((38...40).contains(manifest.windowsLost))
            #expect(manifest.windowsSent + manifest.windowsLost == 100)
            #expect(manifest.totals.sent == 500, "lost windows are in the totals")
            let named = "task \(task): \(manifest.windowsLost) of 100 windows missing: sequence"
            #expect(summary.says(named), "\(summary.reasons)")
            #expect(summary.says("could not deliver \(manifest.windowsLost) of them in time"))
        }
        #expect(summary.verdict == .invalid)
        #expect(!summary.generator.saturated, "the queue is no fault of the generator")
        #expect(summary.tasks.windowsExpected == 200)
        #expect(summary.tasks.windowsReceived == 200 - manifests.values.reduce(0) { $0 + $1.windowsLost })
        expectBalance(summary)
    }

    @Test("F27: lost windows are allowed where partial results are")
    func lostWindowsMayBeAllowed() throws {
        let run = try SimulatedRun(tasks: 1, seconds: 100) {
            $0.worker.spoolCount = 20
            $0.options.allowPartial = true
        }
        run.services.queue.fail(from: Sample.start + 10_000, to: Sample.start + 70_000)
        let summary = try run.summary()
        #expect(summary.verdict == .passed)
        #expect(summary.says("windows missing"))
    }

    @Test("F27: answers that were lost double messages and lose nothing")
    func lostAnswersLoseNothing() throws {
        let undisturbed = try SimulatedRun(tasks: 2).summary()
        let run = try SimulatedRun(tasks: 2)
        run.services.queue.loseAnswers(from: Sample.start + 3000, to: Sample.start + 7000)
        #expect(try run.summary().encoded() == undisturbed.encoded())
        #expect(run.services.queue.sends > 24, "messages were sent again")
    }

    @Test("F27: windows that a task gave up and that arrived all the same are not missing")
    func windowsGivenUpThatArrivedAreNotMissing() throws {
        let run = try SimulatedRun(tasks: 1)
        run.services.queue.loseAnswers(from: Sample.start + 8000, to: Sample.start + 10_000_000)
        let (summary, manifest) = try run.simulation.run {
            (try await run.carryOut(), try await run.manifests()[0])
        }
        #expect((manifest?.windowsLost ?? 0) > 0)
        #expect(summary.tasks.windowsReceived == 10)
        #expect(summary.verdict == .passed, "\(summary.reasons)")
    }

    @Test("F27: a queue that never comes back does not keep the task")
    func aQueueThatNeverComesBack() throws {
        let run = try SimulatedRun(tasks: 1)
        run.services.queue.fail(from: Sample.start, to: .max)
        let summary = try run.summary()
        #expect(summary.verdict == .invalid)
        #expect(summary.says("task 0 never reported (it ended with exit status 1)"), "\(summary.reasons)")
        #expect(run.fleet.running.isEmpty)
        let flush = WorkerOptions.local.flushTimeout * 2 + DirectorOptions().drainTimeout
        #expect(run.simulation.clock.elapsed < .seconds(15) + flush)
    }
}
