import Measurement
import PipelineTestKit
import Testing

@testable import ResultPipeline

/// What is seen of each task while a run goes on.
struct TaskProgressTests {
    private func header() throws -> RunHeader {
        var header = try Sample.header("run", taskCount: 4)
        header.ready = [0, 1, 2]
        header.start = RunStart(at: Sample.start, tasks: [0, 1, 2])
        return header
    }

    @Test func tasksGoThroughTheirLives() throws {
        var header = try header()
        header.start = nil
        #expect(RunProgress(header).snapshot(now: 0).perTask.map(\.state) == [.ready, .ready, .ready, .waiting])
        var progress = RunProgress(try self.header())
        progress.add([try Sample.final("run", sequence: 1, second: 0, task: 1)])
        progress.noteDead(2, "killed by signal 9")
        let view = progress.snapshot(now: Sample.start + 10)
        #expect(view.perTask.map(\.state) == [.running, .finished, .failed, .waiting])
        #expect(view.perTask[2].problem == "killed by signal 9")
        #expect(view.notices == ["task 2: killed by signal 9"])
    }

    @Test func aTaskThatSentItsLastMessageIsNotDead() throws {
        var progress = RunProgress(try header())
        progress.noteDead(1, "killed by signal 9")
        progress.add([try Sample.final("run", sequence: 1, second: 0, task: 1)])
        #expect(progress.snapshot(now: Sample.start + 10).perTask[1].state == .finished)
    }

    @Test func silenceCountsFromTheEndOfTheNewestWindow() throws {
        var progress = RunProgress(try header())
        progress.add([try Sample.window("run", sequence: 2, second: 1, task: 0, requests: 7)])
        progress.add([try Sample.window("run", sequence: 1, second: 0, task: 0, requests: 900)])
        let tasks = progress.snapshot(now: Sample.start + 5000).perTask
        #expect(tasks.map(\.silentSeconds) == [3, 5, 5, 0])
        #expect(tasks[0].windows == 2)
        #expect(tasks[0].perSecond == 7)
    }

    @Test func whatIsUnderWayIsWhatWasSentAndNotSettled() throws {
        var endpoint = Sample.endpoint(requests: 3)
        endpoint.counts.sent = 10
        endpoint.errors = ["timeout": 2]
        let content = ResultMessage.Content.window(endpoints: [endpoint], generator: GeneratorWindow())
        var decoder = HistogramDecoder()
        let record = try ResultRecord(
            Sample.message("run", sequence: 1, second: 0, content: content),
            using: &decoder
        )
        var progress = RunProgress(try header())
        progress.add([record])
        let view = progress.snapshot(now: Sample.start)
        #expect(view.inFlight == 5)
        #expect(view.statusCodes == [200: 3])
        #expect(view.bytes == ByteSummary(sent: 150, received: 600))
        #expect(view.responseTime.count == 3)
    }
}
