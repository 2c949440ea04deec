import LoadPlan
import Measurement
import PipelineTestKit
import ResultPipeline
import Testing

/// What is said to be missing.
struct RunCompletenessTests {
    private static func header(stopReason: String? = nil) throws -> RunHeader {
        var header = try Sample.header("run", taskCount: 2)
        header.ready = [0, 1]
        header.start = RunStart(at: Sample.start, tasks: [0, 1])
        header.stopReason = stopReason
        return header
    }

    private static func final(_ manifest: TaskManifest, task: Int = 0) -> ResultMessage {
        let sequence = manifest.windowsSent + manifest.windowsLost + 1
        return Sample.message("run", sequence: sequence, second: sequence, task: task, content: .final(manifest))
    }

    private static func manifest(sent: Int, lost: Int = 0, requests: UInt64? = nil, seconds: Double = 10)
        -> TaskManifest
    {
        let requests = requests ?? UInt64(3 * (sent + lost))
        let totals = RequestCounts(scheduled: requests, sent: requests, completed: requests)
        return TaskManifest(windowsSent: sent, windowsLost: lost, totals: totals, loadSeconds: seconds)
    }

    /// All of task 1, and for task 0 some windows and a manifest.
    private static func result(
        windows: some Sequence<Int>,
        _ manifest: TaskManifest?,
        stopReason: String? = nil,
        fleet: [TaskStatus] = [],
        change: (inout RunHeader) -> Void = { _ in }
    ) throws -> RunCompleteness.Result {
        var completeness = RunCompleteness()
        for sequence in 1...10 { _ = completeness.add(Deliveries.window(sequence, task: 1)) }
        _ = completeness.add(final(Self.manifest(sent: 10), task: 1))
        for sequence in windows { _ = completeness.add(Deliveries.window(sequence)) }
        if let manifest { _ = completeness.add(final(manifest)) }
        var header = try header(stopReason: stopReason)
        change(&header)
        return completeness.result(for: header, fleet: fleet)
    }

    @Test func aCompleteRunMissesNothing() throws {
        let result = try Self.result(windows: 1...10, Self.manifest(sent: 10))
        #expect(result.missing.isEmpty)
        #expect(result.tasks == TaskSummary(requested: 2, reported: 2, windowsExpected: 20, windowsReceived: 20))
    }

    @Test func aWindowSeenTwiceIsNotCountedTwice() {
        var completeness = RunCompleteness()
        let messages = [Deliveries.window(1), Deliveries.window(1), Deliveries.window(1, task: 1)]
        let areNew = messages.map { completeness.add($0) }
        #expect(areNew == [true, false, true])
    }

    @Test("F10: gaps are named by sequence")
    func gapsAreNamed() throws {
        let result = try Self.result(windows: [1, 4, 5, 9], Self.manifest(sent: 10))
        #expect(result.missing == ["task 0: 6 of 10 windows missing: sequence 2–3, 6–8, 10"])
        #expect(result.tasks.windowsReceived == 14)
    }

    @Test func manyGapsAreCounted() throws {
        let windows = stride(from: 1, through: 17, by: 2)
        let result = try Self.result(windows: windows, Self.manifest(sent: 18))
        #expect(result.missing == ["task 0: 9 of 18 windows missing: sequence 2, 4, 6, 8, 10 and 4 gaps more"])
    }

    @Test("F27: windows the task gave up are told from those lost on the way")
    func windowsGivenUp() throws {
        let result = try Self.result(windows: 1...7, Self.manifest(sent: 8, lost: 2))
        #expect(
            result.missing == [
                "task 0: 3 of 10 windows missing: sequence 8–10; the task could not deliver 2 of them in time: look at the "
                    + "queue and the way to it"
            ]
        )
    }

    @Test("F10: without a manifest the plan says what was to come")
    func withoutAManifest() throws {
        let killed = TaskStatus(taskIndex: 0, name: "t", state: .stopped(exitCode: nil, reason: "killed by\nsignal 9"))
        let result = try Self.result(windows: 1...3, nil, fleet: [killed])
        #expect(
            result.missing == [
                "task 0 ended without its final report (killed by\u{FFFD}signal 9); 7 of 10 windows missing: sequence 4–10"
            ]
        )
        #expect(result.tasks.windowsExpected == 20)
    }

    @Test func ofAStoppedRunNoWindowsCanBeExpected() throws {
        let result = try Self.result(windows: [1, 3], nil, stopReason: "user: enough")
        #expect(
            result.missing == ["task 0 ended without its final report; 1 of 3 windows missing: sequence 2"]
        )
    }

    @Test("F13: less load than planned is told, unless the run was stopped")
    func lessLoadThanPlanned() throws {
        let manifest = Self.manifest(sent: 4, seconds: 3.7)
        let result = try Self.result(windows: 1...4, manifest)
        #expect(result.missing == ["task 0 was told to end after 3.7 s of 10 s of load"])
        #expect(try Self.result(windows: 1...4, manifest, stopReason: "user: enough").missing.isEmpty)
        #expect(try Self.result(windows: 1...10, Self.manifest(sent: 10, seconds: 9.95)).missing.isEmpty)
    }

    @Test func aPlanWhoseIterationsOrRowsAreAllDoneIsComplete() throws {
        let manifest = Self.manifest(sent: 4, seconds: 3.7)
        let rows = DataSet(
            name: "d",
            location: "/d.csv",
            format: .csv,
            order: .unique,
            atEnd: .stop,
            columns: ["a"],
            rows: 9
        )
        func missing(_ change: (inout TestPlan) -> Void) throws -> [String] {
            try Self.result(windows: 1...4, manifest) { header in
                header.plan.profile = .closed(seconds: 10)
                change(&header.plan)
            }.missing
        }
        #expect(try missing { $0.iterations = 40 }.isEmpty)
        #expect(try missing { $0.dataSets = [rows] }.isEmpty)
        #expect(try missing { _ in }.count == 1)
    }

    @Test func windowsThatDoNotAddUpToTheManifestAreTold() throws {
        let result = try Self.result(windows: 1...10, Self.manifest(sent: 10, requests: 31))
        #expect(
            result.missing == [
                "task 0: its windows add up to 30 requests sent and 0 failed, its final report says 31 and 0"
            ]
        )
    }

    @Test func aTaskOfWhichNothingCameIsTold() throws {
        let status = TaskStatus(taskIndex: 0, name: "t", state: .stopped(exitCode: 70, reason: nil))
        let result = try Self.result(windows: [], nil, fleet: [status])
        #expect(result.missing == ["task 0 never reported (it ended with exit status 70)"])
        #expect(result.tasks == TaskSummary(requested: 2, reported: 1, windowsExpected: 20, windowsReceived: 10))
    }

    @Test func aRunThatNeverStartedIsTold() throws {
        var header = try Sample.header("run", taskCount: 3)
        header.ready = [1]
        let result = RunCompleteness().result(for: header)
        #expect(result.missing == ["the load never started: 1 of 3 tasks were ready"])
    }
}
