import PipelineTestKit
import ResultPipeline
import Testing

@testable import AWSClient
@testable import AWSPipeline

/// Items that others wrote, or damaged, end in an error that names the item, or are read; nothing else.
struct HostileItemTests {
    @Test func `a damaged record is refused, or read`() throws {
        var window = try Sample.window("run", sequence: 1, second: 0)
        window.attributes.errors = ["a": 1]
        let records = [window, try Sample.started("run"), try Sample.final("run", sequence: 3, second: 2)]
        var refused = 0
        for item in try records.flatMap({ DamagedItem.all(of: try RecordItem.item($0)) }) {
            do throws(TableError) {
                _ = try RecordItem.record(item)
            } catch {
                refused += 1
                #expect(error.code == .unreadableItem || error.code == .unknownVersion)
                #expect(error.message.utf8.count < 1000)
            }
        }
        #expect(refused > 1000)
    }

    @Test func `a damaged header is refused, or read`() throws {
        var header = try Sample.header("run", taskCount: 3)
        header.ready = [0, 1, 2]
        header.start = RunStart(at: 1_700_000_001_000, tasks: [0, 1, 2])
        header.stopReason = "user: enough"
        header.outcome = RunOutcome(verdict: "passed", finishedAt: 1, requests: 1, failed: 0, p99: 1)
        var refused = 0
        for item in DamagedItem.all(of: try HeaderItem.item(header)) {
            do throws(TableError) {
                let read = try HeaderItem.header(item)
                #expect(HeaderItem.refusal(read) == nil)
            } catch {
                refused += 1
                #expect(error.code == .unreadableItem || error.code == .unknownVersion)
            }
        }
        #expect(refused > 100)
    }

    @Test func `one item that cannot be read is named, not passed over`() async throws {
        let fixture = TableFixture()
        try await fixture.store.put([try Sample.started("run"), try Sample.window("run", sequence: 1, second: 3)])
        var damaged = try #require(fixture.items("run").first { $0["kind"] == .s("window") })
        damaged["windowLength"] = .s("soon")
        try fixture.dynamoDB.plant(damaged)
        let error = try await #require(throws: TableError.self) { try await fixture.all("run") }
        #expect(error.message.hasPrefix("item 1700000003000002 of run 'run' cannot be read: windowLength"))
    }

    @Test(arguments: ["0-1000", "-1", "3-1", "0,,1", "a", "0-1-2", "0,1", "00", "0-999,0-999", "+1", " 1"])
    func `a list of tasks that nobody wrote is none`(text: String) {
        #expect(TaskRanges.tasks(text) == nil)
    }

    @Test(arguments: [
        ([], ""), ([0], "0"), ([0, 1, 2, 4], "0-2,4"), ([5, 3, 4], "5,3-4"), (Array(0..<1000), "0-999"),
    ])
    func `tasks are text of ranges`(tasks: [Int], text: String) {
        #expect(TaskRanges.text(tasks) == text)
        #expect(TaskRanges.tasks(text) == tasks)
    }
}
