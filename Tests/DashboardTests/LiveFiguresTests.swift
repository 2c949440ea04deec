import LoadPlan
import PipelineTestKit
import Reporting
import ResultPipeline
import Testing

@testable import Dashboard

/// What the live views make of a look at a run.
struct LiveFiguresTests {
    private func header() throws -> RunHeader {
        var header = try Sample.header("run", taskCount: 2)
        header.ready = [0, 1]
        header.start = RunStart(at: Sample.start, tasks: [0, 1])
        return header
    }

    @Test func figuresAreThoseOfTheSnapshot() throws {
        let header = try header()
        var progress = RunProgress(header)
        progress.add([try Sample.window("run", sequence: 1, second: 0, requests: 5)])
        progress.add([try Sample.window("run", sequence: 1, second: 0, task: 1, requests: 5)])
        let figures = ProgressFigures(progress.snapshot(now: Sample.start + 1500), plan: header.plan)
        #expect(figures.elapsedSeconds == 1.5)
        #expect(figures.askedPerSecond == 10 && !figures.asksIterations)
        #expect(figures.achievedPerSecond == 10)
        #expect(figures.p50 == figures.last?.p50)
        #expect(figures.inFlight == 0)
        #expect(figures.tasks.running == 2)
        #expect(figures.tasks.troubles.isEmpty)
    }

    @Test func aSilentTaskAndADeadOneAreInTrouble() throws {
        let header = try header()
        var progress = RunProgress(header)
        progress.noteDead(1, "killed by signal 9")
        let figures = ProgressFigures(progress.snapshot(now: Sample.start + 9000), plan: header.plan)
        #expect(figures.tasks.troubles == ["task 0: no word for 9 s", "task 1: killed by signal 9"])
        #expect(figures.p50 == nil)
        #expect(figures.last == nil)
    }

    @Test func afterTheLoadSilenceIsNoTrouble() throws {
        let header = try header()
        let figures = ProgressFigures(RunProgress(header).snapshot(now: Sample.start + 60_000), plan: header.plan)
        #expect(figures.tasks.troubles.isEmpty)
    }

    @Test func oneEndpointIsTheRunAndNeedsNoRow() throws {
        var progress = RunProgress(try header())
        progress.add([try Sample.window("run", sequence: 1, second: 0, requests: 5)])
        let figures = ProgressFigures(progress.snapshot(now: Sample.start + 1500), plan: try header().plan)
        #expect(figures.endpoints.isEmpty && figures.groups.isEmpty)
    }

    @Test func aPageIsToldOfTheBusiestAndHowManyThereAreBesides() throws {
        let places = (0..<60).map {
            LivePlace(name: "group \($0)", count: UInt64($0), run: LiveTimes(p50: 1, p95: 2, p99: 3))
        }
        let rows = LiveRows(places)
        #expect(rows.rows.map(\.name) == (10..<60).map { "group \($0)" })
        #expect(rows.leftOut == 10)
        #expect(rows.rows.first?.run?.p95 == 2)
        #expect(rows.rows.first?.last == nil)
        #expect(LiveRows([]).rows.isEmpty && LiveRows([]).leftOut == 0)
    }
}
