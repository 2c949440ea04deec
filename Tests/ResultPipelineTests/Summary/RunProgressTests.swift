import Measurement
import PipelineTestKit
import Testing

@testable import ResultPipeline

/// What is seen of a run while it goes on.
struct RunProgressTests {
    private func header() throws -> RunHeader {
        var header = try Sample.header("run", taskCount: 2)
        header.ready = [0, 1]
        header.start = RunStart(at: Sample.start, tasks: [0, 1])
        return header
    }

    @Test func beforeTheStartNothingRuns() throws {
        var header = try Sample.header("run", taskCount: 2)
        header.ready = [1]
        let view = RunProgress(header).snapshot(now: Sample.start + 500)
        #expect(view.elapsedSeconds == nil)
        #expect(view.tasks == .init(requested: 2, ready: 1, running: 0, finished: 0))
    }

    @Test func untilTheAgreedStartTheTimeIsBelowZero() throws {
        let view = RunProgress(try header()).snapshot(now: Sample.start - 300)
        #expect(view.elapsedSeconds == -0.3)
        #expect(view.tasks.running == 0)
    }

    @Test("F19: records that are seen again count once")
    func recordsSeenAgain() throws {
        var progress = RunProgress(try header())
        for _ in 0..<3 { progress.add([try Sample.window("run", sequence: 1, second: 0, requests: 4)]) }
        progress.add([try Sample.window("another", sequence: 1, second: 0, requests: 9)])
        let view = progress.snapshot(now: Sample.start + 1000)
        #expect(view.counts.sent == 4)
        #expect(view.times.p50 == 2)
    }

    @Test func theLastWindowIsTheNewestThatAllTasksReported() throws {
        var progress = RunProgress(try header())
        for task in 0...1 {
            progress.add([try Sample.window("run", sequence: 1, second: 0, task: task, requests: 10 + task)])
        }
        progress.add([try Sample.window("run", sequence: 2, second: 1, task: 0, requests: 500)])
        #expect(progress.snapshot(now: Sample.start + 2000).lastPerSecond == 21)
    }

    @Test func finalMessagesFinishTasks() throws {
        var progress = RunProgress(try header())
        progress.add([try Sample.final("run", sequence: 1, second: 0, task: 1)])
        let view = progress.snapshot(now: Sample.start + 1000)
        #expect(progress.finished == [1])
        #expect(view.tasks == .init(requested: 2, ready: 2, running: 1, finished: 1))
    }

    @Test func aNoticeIsToldOnce() throws {
        var progress = RunProgress(try header())
        progress.note("one")
        progress.note("two")
        progress.note("one")
        #expect(progress.snapshot(now: Sample.start).notices == ["one", "two"])
    }
}
