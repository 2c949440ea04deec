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

    @Test("endpoints and groups have the figures of the same last window, and those so far, by name")
    func places() throws {
        var progress = RunProgress(try header())
        for (sequence, tasks) in [(1, 0...1), (2, 0...1), (3, 0...0)] {
            for task in tasks { progress.add([try window(sequence: sequence, task: task)]) }
        }
        let view = progress.snapshot(now: Sample.start + 3000)
        #expect(view.endpoints.map(\.name) == ["GET /a", "GET /b"])
        #expect(view.endpoints.map(\.count) == [30, 50])
        #expect(view.endpoints.map(\.failed) == [0, 5])
        #expect(view.endpoints.map(\.lastPerSecond) == [12, 20])
        #expect(view.endpoints.map { $0.lastTimes.p50.rounded() } == [3, 5])
        #expect(view.groups.map(\.name) == ["buy", "idle"])
        #expect(view.groups.map(\.count) == [20, 0])
        #expect(view.groups.map(\.failed) == [5, 10])
        #expect(view.groups.map(\.lastPerSecond) == [8, 0])
        // Of four groups that took 1, 2, 3 and 4 s.
        #expect((2000..<2002).contains(view.groups[0].times.p50))
        #expect((4000..<4004).contains(view.groups[0].lastTimes.p99))
        #expect(view.groups[1].times.p99 == 0)
    }

    @Test func aPlaceThatTheLastWindowDoesNotKnowHasNothingInIt() throws {
        var progress = RunProgress(try header())
        for task in 0...1 { progress.add([try window(sequence: 1, task: task)]) }
        for task in 0...1 { progress.add([try Sample.window("run", sequence: 2, second: 1, task: task)]) }
        let view = progress.snapshot(now: Sample.start + 2000)
        #expect(view.groups.map(\.lastPerSecond) == [0, 0])
        #expect(view.endpoints.map(\.lastPerSecond) == [6, 0, 0])
        #expect(view.endpoints[1].lastTimes.p99 == 0 && view.endpoints[1].times.p99 > 0)
    }

    /// Of one task: six and ten requests at two endpoints, four groups of one kind and none of another.
    private func window(sequence: Int, task: Int) throws -> ResultRecord {
        var time = Histogram()
        for second in 1...4 { time.record(UInt64(second) * 1_000_000) }
        var encoder = HistogramEncoder()
        let groups = [
            GroupWindow(name: "buy", completed: 4, failed: 1, time: encoder.encode(time)),
            GroupWindow(name: "idle", completed: 0, failed: 2),
        ]
        var failing = Sample.endpoint("GET /b", requests: 10)
        failing.counts.failed = 1
        let content = ResultMessage.Content.window(
            endpoints: [failing, Sample.endpoint("GET /a", requests: 6)],
            groups: groups,
            generator: GeneratorWindow()
        )
        var decoder = HistogramDecoder()
        return try ResultRecord(
            Sample.message("run", sequence: sequence, second: sequence - 1, task: task, content: content),
            using: &decoder
        )
    }
}
