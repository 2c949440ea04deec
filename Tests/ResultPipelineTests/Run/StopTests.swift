import LoadPlan
import Measurement
import PipelineTestKit
import ResultPipeline
import Testing

/// Runs that are told to stop.
struct StopTests {
    private static let stop: @Sendable (SimulatedRun) async throws -> Void = { try await $0.director.stop("run") }

    @Test("F14: after a stop load ends within five seconds, and what was measured is kept")
    func aStopEndsTheLoad() throws {
        let run = try SimulatedRun(tasks: 3, rate: 30, seconds: 600)
        let summary = try run.summary(incidents: [(30_000, Self.stop)])
        #expect(run.elapsed < 35_000)
        #expect(summary.verdict == .interrupted)
        #expect(summary.reasons == ["stopped before its end: interrupted"])
        #expect((29.5...32.5).contains(summary.durationSeconds))
        #expect((29.5 * 30...32.5 * 30).contains(Double(summary.requests.sent)))
        #expect(summary.tasks.windowsReceived == summary.tasks.windowsExpected)
        #expect(run.fleet.running.isEmpty)
        #expect((0...2).allSatisfy { run.fleet.exitCode(of: $0) == 0 })
        expectBalance(summary)
    }

    @Test("F14: a stopped run is an interruption, whatever a threshold says")
    func aStopOutranksAThreshold() throws {
        var header = try SimulatedRun(tasks: 1, seconds: 600).header
        header.plan.thresholds = [Threshold(expression: "max<0.1", metric: .max, comparison: .less, limit: 0.1)]
        let summary = try SimulatedRun(header).summary(incidents: [(5000, Self.stop)])
        #expect(ExitStatus(summary.verdict) == .interrupted)
        #expect(summary.thresholds.map(\.passed) == [false])
    }

    @Test("F15: a stop before the start leaves no task, and none sends anything")
    func aStopBeforeTheStart() throws {
        let run = try SimulatedRun(tasks: 3) { $0.delays = [2: 20_000] }
        let summary = try run.summary(incidents: [(5000, Self.stop)])
        #expect(summary.verdict == .interrupted)
        #expect(summary.requests.scheduled == 0)
        #expect(summary.durationSeconds == 0)
        #expect(run.fleet.running.isEmpty)
        #expect(run.starts.isEmpty)
        #expect(run.elapsed < 22_000)
    }

    @Test("F15: a stop before the launch leaves no task")
    func aStopBeforeTheLaunch() throws {
        let run = try SimulatedRun(tasks: 2)
        let summary = try run.simulation.run {
            _ = try await run.services.registry.claim(run.header)
            try await run.director.stop("run")
            return try await run.carryOut()
        }
        #expect(summary.verdict == .interrupted)
        #expect(run.fleet.running.isEmpty)
        #expect(run.starts.isEmpty)
    }

    @Test("F15: a second stop changes nothing")
    func aSecondStopChangesNothing() throws {
        let once = try SimulatedRun(tasks: 2, seconds: 600).summary(incidents: [(9000, Self.stop)])
        let twice = try SimulatedRun(tasks: 2, seconds: 600).summary(incidents: [
            (9000, Self.stop),
            (9100, { try await $0.director.stop("run", reason: StopReason(.fleet, "another reason")) }),
        ])
        #expect(try once.encoded() == twice.encoded())
    }

    @Test("F15: a stop after the end changes nothing")
    func aStopAfterTheEnd() throws {
        let run = try SimulatedRun(tasks: 2)
        let (first, again) = try run.simulation.run {
            let first = try await run.carryOut()
            try await run.fleet.stop("run")
            return (first, try await run.summaryAgain())
        }
        #expect(try first.encoded() == again.encoded())
    }

    @Test("F14: a task that does not end when it is told to is ended by force")
    func aTaskThatDoesNotEnd() throws {
        let run = try SimulatedRun(tasks: 2, seconds: 600) { script in
            script.faults = [1: .neverReturns]
            script.worker.endGrace = .seconds(100_000)
            script.options.grace = .seconds(20)
        }
        let summary = try run.summary(incidents: [(5000, Self.stop)])
        #expect(run.fleet.running.isEmpty)
        #expect(run.elapsed < 5000 + 40_000 + 20_000 + 15_000)
        #expect(summary.verdict == .invalid, "what the killed task measured is not all there")
        #expect(summary.says("task 1 ended without its final report"), "\(summary.reasons)")
    }

    @Test("F15, F16: a director that is cancelled leaves no task")
    func aCancelledDirectorLeavesNoTask() throws {
        let run = try SimulatedRun(tasks: 3, seconds: 600)
        let errors = Collected<String>()
        let header = try run.simulation.run {
            let work = run.simulation.spawn {
                do { _ = try await run.carryOut() } catch { errors.add(["\(type(of: error))"]) }
            }
            try await run.simulation.clock.sleep(for: .seconds(5))
            work.cancel()
            await work.value
            return try await run.services.registry.header(of: "run")
        }
        #expect(errors.all == ["CancellationError"])
        #expect(header?.stopReason?.hasPrefix("user: given up") == true)
        #expect(run.fleet.launches == 3)
        #expect(run.fleet.running.isEmpty)
        #expect(run.elapsed < 10_000)
    }
}
