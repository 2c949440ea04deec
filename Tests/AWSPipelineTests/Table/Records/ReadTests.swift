import AWSPipeline
import Measurement
import PipelineTestKit
import ResultPipeline
import Testing

struct ReadTests {
    private let fixture = TableFixture()

    /// Windows of about 100 KB each.
    private func large(_ count: Int) throws -> [ResultRecord] {
        try (0..<count).map { second in
            let endpoint = Sample.endpoint(String(repeating: "x", count: 100 * 1024), requests: 1)
            let content = ResultMessage.Content.window(endpoints: [endpoint], generator: GeneratorWindow())
            return try fixture.record(Sample.message("run", sequence: second + 1, second: second, content: content))
        }
    }

    private var queries: Int { fixture.dynamoDB.operations.count { $0 == "Query" } }

    @Test("F34: a run of more than 1 MB is read page by page, and is what a full scan finds")
    func pages() async throws {
        let records = try large(35)
        try await fixture.store.put(records.reversed())
        _ = try await fixture.registry.claim(try Sample.header("run", taskCount: 1))
        #expect(try await fixture.all("run") == records)
        #expect(queries == 4)
        let second = try await fixture.store.records(of: "run", after: records[9].timestamp, limit: 20)
        #expect(second == Array(records[10..<30]))
        #expect(fixture.items("run").count == 36, "the scan finds the header, too")
    }

    @Test("F33: time to live counts from the window, and what is over is not answered although it is still there")
    func timeToLive() async throws {
        let day = 86_400
        fixture.clock.advance(by: .seconds(30 * day))
        let records = try [0, 10].map { try Sample.window("run", sequence: $0 + 1, second: $0) }
        try await fixture.store.put(records)
        let ttl = try fixture.items("run").map { try #require($0["ttl"]) }
        #expect(Set(ttl) == [.n(try StrictNumber("1707776000")), .n(try StrictNumber("1707776010"))])
        fixture.clock.advance(by: .seconds(60 * day - 1))
        #expect(try await fixture.all("run").count == 2)
        fixture.clock.advance(by: .seconds(1))
        #expect(try await fixture.all("run") == [records[1]])
        #expect(fixture.items("run").count == 2)
    }

    @Test("F33: a page of expired records does not end the reading")
    func expiredPage() async throws {
        let records = try (0..<20).map { try Sample.window("run", sequence: $0 + 1, second: $0) }
        try await fixture.store.put(records)
        fixture.clock.advance(by: .seconds(90 * 86_400 + 14))
        #expect(try await fixture.store.records(of: "run", after: nil, limit: 3) == Array(records[15..<18]))
    }

    @Test func `a cursor that is no key of a record reads from the beginning, or nothing`() async throws {
        let record = try Sample.started("run")
        try await fixture.store.put([record])
        #expect(try await fixture.store.records(of: "run", after: .min, limit: 1) == [record])
        #expect(try await fixture.store.records(of: "run", after: .max, limit: 1).isEmpty)
        #expect(try await fixture.store.records(of: "run", after: nil, limit: 0).isEmpty)
    }

    @Test(arguments: [(0, 40, 8), (0, 40, 1), (10, 12, 4), (-9_000, -8_000, 3), (900, 30, 5), (0, 40, 200), (0, 0, 0)])
    func `ranges read at once are together the whole run`(from: Int, to: Int, ranges: Int) async throws {
        let records = try large(40)
        try await fixture.store.put(records)
        var read: [ResultRecord] = []
        try await fixture.store.readAll(
            of: "run",
            from: Sample.start + Int64(from) * 1000,
            to: Sample.start + Int64(to) * 1000,
            ranges: ranges
        ) { read += $0 }
        #expect(read.count == records.count)
        #expect(read.sorted { $0.timestamp < $1.timestamp } == records)
    }

    @Test func `ranges share the work, and a page that is refused ends all`() async throws {
        try await fixture.store.put(try large(40))
        let before = queries
        try await fixture.store.readAll(
            of: "run",
            from: Sample.start,
            to: Sample.start + 40_000,
            ranges: 4
        ) { page in #expect(page.count <= 10) }
        #expect(queries == before + 4)
        await #expect(throws: CancellationError.self) {
            try await fixture.store.readAll(of: "run", from: 0, to: .max) { _ in throw CancellationError() }
        }
    }
}
