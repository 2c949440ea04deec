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
    func `ranges are together the whole run`(from: Int, to: Int, count: Int) async throws {
        let records = try large(40)
        try await fixture.store.put(records)
        var read: [ResultMessage] = []
        let (start, end) = (Sample.start + Int64(from) * 1000, Sample.start + Int64(to) * 1000)
        for keys in RecordKey.ranges(from: start, to: end, count: count) {
            var next: Int64? = keys.lowerBound
            while let first = next {
                let page = try await fixture.store.messages(of: "run", in: first...keys.upperBound, limit: 7)
                #expect(page.messages.count <= 7)
                read += page.messages
                next = page.next
            }
        }
        #expect(read == records.map(\.message))
    }

    @Test func `messages whose time to live is over are not answered`() async throws {
        let records = try [0, 10].map { try Sample.window("run", sequence: $0 + 1, second: $0) }
        let ends = try [Sample.started("run", task: 1), Sample.final("run", sequence: 3, second: 20)]
        try await fixture.store.put(records + ends)
        fixture.clock.advance(by: .seconds(90 * 86_400 + 5))
        let page = try await fixture.store.messages(of: "run", in: 1...Int64.max, limit: 100)
        #expect(page == MessagePage(messages: [records[1].message, ends[1].message], next: nil))
    }

    @Test func `a message that cannot be read is named, whatever it is`() async throws {
        try await fixture.store.put([try Sample.started("run"), try Sample.window("run", sequence: 1, second: 3)])
        var damaged = try #require(fixture.items("run").first { $0["kind"] == .s("window") })
        damaged["windowLength"] = .s("soon")
        try fixture.dynamoDB.plant(damaged)
        let error = try await #require(throws: TableError.self) {
            _ = try await fixture.store.messages(of: "run", in: 1...Int64.max, limit: 100)
        }
        #expect(error.message.hasPrefix("item 1700000003000002 of run 'run' cannot be read: windowLength"))
    }
}
