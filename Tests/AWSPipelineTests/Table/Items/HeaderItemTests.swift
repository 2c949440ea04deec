import LoadPlan
import PipelineTestKit
import ResultPipeline
import Testing

@testable import AWSClient
@testable import AWSPipeline

struct HeaderItemTests {
    private func header() throws -> RunHeader {
        let url = try TargetURL(parsing: "https://user:pass-word@api.test:8443/orders?token=sesame#there")
        let headers = [RequestSpec.Header(name: "Authorization", value: "Bearer open-sesame")]
        let plan = TestPlan(
            request: RequestSpec(method: "POST", url: url, headers: headers, body: Array("{\"key\":\"sesame\"}".utf8)),
            profile: .open(.constant(12.5, seconds: 90), arrivals: .poisson(seed: .max)),
            virtualUsers: 50
        )
        var header = RunHeader(testId: "run", createdAt: 1_700_000_000_123, plan: plan, taskCount: 4, minTasks: 3)
        header.ready = [0, 1, 3]
        header.start = RunStart(at: 1_700_000_001_000, tasks: [0, 1, 3])
        header.stopReason = "user: enough"
        header.outcome = RunOutcome(verdict: "passed", finishedAt: 7, requests: .max, failed: 0, p99: 1 / 3)
        return header
    }

    @Test func `a header is read as it was written, whatever is set`() throws {
        var header = try header()
        #expect(try HeaderItem.header(HeaderItem.item(header)) == header)
        header.outcome = nil
        #expect(try HeaderItem.header(HeaderItem.item(header)) == header)
        header.start = nil
        #expect(try HeaderItem.header(HeaderItem.item(header)) == header)
        header.ready = []
        header.stopReason = nil
        let item = try HeaderItem.item(header)
        #expect(item["ready"] == nil, "a table has no empty sets")
        #expect(try HeaderItem.header(item) == header)
    }

    @Test func `what a person looks for is plain`() throws {
        let item = try HeaderItem.item(header())
        let plain: DynamoDBItem = [
            "testId": .string("run"), "timestamp": .number("0"), "kind": .string("header"),
            "schemaVersion": .number("1"),
            "status": .string("passed"), "createdAt": .number("1700000000123"),
            "createdAtText": .string("2023-11-14T22:13:20.123Z"),
            "targetUrl": .string("https://api.test:8443/orders?…"),
            "vus": .number("50"), "rate": .number("12.5"), "duration": .number("90"), "taskCount": .number("4"),
            "minTasks": .number("3"), "ready": .numberSet(["0", "1", "3"]), "startAt": .number("1700000001000"),
            "startTasks": .string("0-1,3"), "stopReason": .string("user: enough"), "outcomeVerdict": .string("passed"),
            "outcomeFinishedAt": .number("7"), "outcomeRequests": .number("18446744073709551615"),
            "outcomeFailed": .number("0"), "ttl": .number("1707776150"),
        ]
        #expect(item.filter { plain[$0.key] != nil } == plain)
    }

    @Test func `credentials are in the plan and nowhere else`() throws {
        let item = try HeaderItem.item(header())
        for (name, value) in item where name != "plan" {
            #expect(!"\(value)".contains("sesame") && !"\(value)".contains("pass-word"), "\(name)")
        }
        #expect(item["plan"]?.string?.contains("open-sesame") == true)
    }

    @Test(arguments: [
        ("createdAt", -1), ("createdAt", 253_402_300_800_000), ("taskCount", 0), ("taskCount", 1001), ("minTasks", 0),
        ("minTasks", 5), ("windowLength", 0), ("windowLength", 1500), ("barrierTimeout", -1),
    ])
    func `a header that no run has is refused by name, written or read`(field: String, value: Int64) throws {
        var header = try header()
        var item = try HeaderItem.item(header)
        item[field] = .integer(value)
        let unreadable = #expect(throws: TableError.self) { try HeaderItem.header(item) }
        #expect(unreadable?.message.contains(field) == true)
        switch field {
        case "createdAt": header.createdAt = value
        case "taskCount": header.taskCount = Int(value)
        case "minTasks": header.minTasks = Int(value)
        case "windowLength": header.windowLength = value
        default: header.barrierTimeout = value
        }
        let refused = #expect(throws: TableError.self) { try HeaderItem.item(header) }
        #expect(refused?.code == .refused)
    }

    @Test func `a header of another schema version is refused by name`() throws {
        var item = try HeaderItem.item(header())
        item["schemaVersion"] = .number("7")
        let error = #expect(throws: TableError.self) { try HeaderItem.header(item) }
        #expect(error?.code == .unknownVersion)
        #expect(error?.message.hasPrefix("item 0 of run 'run' is of schemaVersion 7") == true)
    }
}
