import Measurement
import PipelineTestKit
import ResultPipeline
import Testing

/// Clocks that are wrong, or are set while load runs.
struct TaskClockTests {
    @Test("F8: all tasks start at one time")
    func allStartAtOnce() throws {
        let run = try SimulatedRun(tasks: 5) { $0.delays = [1: 17, 2: 333, 3: 1234, 4: 4321] }
        let summary = try run.summary()
        let starts = run.starts.values.sorted()
        #expect(starts.count == 5)
        #expect(Set(starts).count == 1)
        #expect(summary.reasons.isEmpty)
    }

    @Test("F8: a task that learns of the start late takes part, and its skew is told")
    func aSkewIsTold() throws {
        let run = try SimulatedRun(tasks: 2) { $0.delays = [1: 20] }
        run.services.registry.fail(from: Sample.start + 30, to: Sample.start + 700)
        let summary = try run.summary()
        #expect(summary.verdict == .passed)
        #expect(summary.requests.sent == 100)
        #expect(summary.reasons == ["task 0 began 280 ms after the agreed start"])
    }

    @Test("F8: a task that learns of the start much too late does not, and the run says so")
    func aMissedStartIsTold() throws {
        let run = try SimulatedRun(tasks: 2) { $0.delays = [1: 20] }
        run.services.registry.fail(from: Sample.start + 30, to: Sample.start + 3000)
        let summary = try run.summary()
        #expect(summary.verdict == .invalid)
        #expect(summary.says("task 0 did not carry out its share: learnt of the start"), "\(summary.reasons)")
        #expect(summary.requests.sent == 50)
    }

    @Test(
        "F9: a wall clock that is wrong by minutes is measured, and its windows are aligned",
        arguments: [0, 1, 2],
        [300_000, -300_000, 7_200_000, -5000] as [Int64]
    )
    func aWrongClockIsMeasured(task: Int, offset: Int64) throws {
        let undisturbed = try SimulatedRun(tasks: 3) { $0.delays = [0: 10, 1: 60, 2: 1500] }.summary()
        let run = try SimulatedRun(tasks: 3) {
            $0.delays = [0: 10, 1: 60, 2: 1500]
            $0.wallOffsets = [task: offset]
        }
        let (summary, manifests) = try run.simulation.run {
            (try await run.carryOut(), try await run.manifests())
        }
        #expect(summary.verdict == .passed, "\(summary.reasons)")
        let starts = run.starts.values.sorted()
        #expect(
            (starts.last ?? 0) - (starts.first ?? 0) <= 50,
            "the tasks start within a poll of the barrier: \(starts)"
        )
        #expect((1400...2700).contains(starts[0]), "the start is not minutes away")
        let measured = manifests.compactMapValues(\.clockOffsetMs)
        #expect(!measured.isEmpty)
        #expect(measured.values.allSatisfy { abs(abs($0) - Double(abs(offset))) <= 60 }, "\(measured)")
        #expect(summary.says("disagreed with that of the task that set the start"))
        #expect(summary.timeline == undisturbed.timeline, "windows count from the start")
        #expect(summary.responseTime == undisturbed.responseTime)
    }

    @Test("F9: a clock that is ahead by minutes does not end the barrier for the others")
    func aClockAheadWaitsForTheOthers() throws {
        let run = try SimulatedRun(tasks: 2) {
            $0.delays = [1: 25_000]
            $0.wallOffsets = [0: 600_000]
        }
        #expect(try run.summary().verdict == .passed)
    }

    @Test("A12: a wall clock that is set while load runs changes no figure", arguments: [60_000, -60_000] as [Int64])
    func aStepOfATasksClock(step: Int64) throws {
        var undisturbed = try SimulatedRun(tasks: 2).summary()
        let run = try SimulatedRun(tasks: 2)
        var summary = try run.summary(incidents: [(5000, { $0.clocks[1].stepWall(by: step) })])
        #expect(summary.reasons.count == 1)
        #expect(summary.says("the wall clock of 1 task was set while load ran (task 1: \(step / 1000) s)"))
        summary.reasons = []
        undisturbed.reasons = []
        #expect(try summary.encoded() == undisturbed.encoded())
    }

    @Test("A12: a step of every clock, the director's too", arguments: [3_600_000, -3_600_000] as [Int64])
    func aStepOfAllClocks(step: Int64) throws {
        let undisturbed = try SimulatedRun(tasks: 2).summary()
        let run = try SimulatedRun(tasks: 2)
        let summary = try run.summary(incidents: [(5000, { $0.simulation.clock.stepWall(by: step) })])
        #expect(summary.verdict == .passed, "\(summary.reasons)")
        #expect(summary.responseTime == undisturbed.responseTime)
        #expect(summary.timeline == undisturbed.timeline)
        #expect(run.elapsed < 12_000)
    }
}
