import Measurement
import PipelineTestKit
import ResultPipeline
import Testing

@testable import AWSClient
@testable import AWSPipeline

struct RecordItemTests {
    private let fixture = TableFixture()

    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func `any message is read back from the table as it was put`(seed: UInt64) async throws {
        var messages = RandomMessage(seed: seed)
        let records = try (0..<40).map { try fixture.record(messages.next("random", task: $0)) }
        try await fixture.store.put(records)
        let read = try await fixture.all("random")
        #expect(read == records.sorted { $0.timestamp < $1.timestamp })
    }

    @Test func `an item is plain to a person, and its histograms are bytes`() throws {
        var record = try Sample.window("run", sequence: 4, second: 5, task: 7, requests: 4)
        record.attributes.errors = ["timeout": 2]
        let item = try RecordItem.item(record)
        let plain: [String: AttributeValue] = [
            "testId": .string("run"), "timestamp": .number("1700000005000072"), "ttl": .number("1707776005"),
            "schemaVersion": .number("1"), "kind": .string("window"), "taskIndex": .number("7"),
            "taskId": .string("task-7"), "taskCount": .number("1000"), "sequence": .number("4"),
            "windowStart": .number("1700000005000"), "windowLength": .number("1000"), "requests": .number("4"),
            "failed": .number("0"), "rps": .number("4"), "p50": .number("2"), "p90": .number("4"), "p95": .number("4"),
            "p99": .number("4"), "p999": .number("4"), "max": .number("4"),
            "statusCodes": .map(["200": .number("4")]), "errors": .map(["timeout": .number("2")]),
        ]
        #expect(item.filter { $0.key != "endpoints" && $0.key != "generator" } == plain)
        let endpoint = try #require(item["endpoints"]?.list?.first?.map)
        #expect(endpoint["name"] == .string("GET /"))
        #expect(endpoint["responseTime"] == .binary(Sample.endpoint(requests: 4).responseTime.payload.bytes))
        #expect(item["generator"]?.map?["connect"]?.binary != nil)
    }

    @Test func `a window of one endpoint takes the four write units that the reporting interval assumes`() throws {
        var histogram = Histogram()
        var random = SeededGenerator(seed: 3)
        for _ in 0..<1000 { histogram.record(UInt64.random(in: 15_000...30_000, using: &random)) }
        var encoder = HistogramEncoder()
        let times = encoder.encode(histogram)
        var endpoint = Sample.endpoint(requests: 1000)
        endpoint.responseTime = times
        endpoint.serviceTime = times
        endpoint.timeToFirstByte = times
        let generator = GeneratorWindow(startLag: times)
        let message = Sample.message(
            "20261124-041500-k3f9",
            sequence: 100,
            second: 100,
            task: 999,
            content: .window(endpoints: [endpoint], generator: generator)
        )
        #expect(try RecordItem.item(fixture.record(message)).storedBytes <= ReportingInterval.itemBytes)
    }

    @Test func `an item of another schema version is refused by name`() throws {
        var item = try RecordItem.item(try Sample.window("run", sequence: 1, second: 0))
        item["schemaVersion"] = .number("2")
        let error = try #require(throws: TableError.self) { try RecordItem.record(item) }
        #expect(error.code == .unknownVersion)
        #expect(error.message.contains("item 1700000000000002 of run 'run' is of schemaVersion 2"))
    }

    @Test func `a record that is no result is refused before anything is written`() async throws {
        var header = try Sample.window("run", sequence: 1, second: 0)
        header.timestamp = 0
        var nameless = try Sample.window("run", sequence: 1, second: 0)
        nameless.testId = "#runs"
        for record in [header, nameless] {
            let error = await #expect(throws: TableError.self) {
                try await fixture.store.put([try Sample.started("run"), record])
            }
            #expect(error?.code == .refused)
        }
        #expect(fixture.dynamoDB.calls.isEmpty)
    }
}
