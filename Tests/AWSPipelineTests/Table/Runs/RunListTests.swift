import AWSPipeline
import PipelineTestKit
import ResultPipeline
import Testing

struct RunListTests {
    private let fixture = TableFixture()

    @Test func `runs claimed in one millisecond are all listed`() async throws {
        let names = Set((0..<90).map { "run-\($0)" })
        for name in names { _ = try await fixture.registry.claim(try Sample.header(name, taskCount: 1)) }
        let listed = try await fixture.registry.runs(limit: 100)
        #expect(Set(listed.map(\.testId)) == names)
        #expect(listed.count == names.count)
    }

    @Test func `more runs than one request reads come in order, page after page`() async throws {
        for number in 0..<230 {
            let header = try Sample.header(
                "run-\(number)",
                taskCount: 1,
                createdAt: Sample.start + Int64(number * 7 % 230)
            )
            _ = try await fixture.registry.claim(header)
        }
        // Of each batch DynamoDB answers a part, as it does beyond 16 MB.
        fixture.dynamoDB.disrupt { _, call in call.operation == "BatchGetItem" ? .process(atMost: 30) : nil }
        let listed = try await fixture.registry.runs(limit: 215)
        #expect(listed.map(\.createdAt) == (15..<230).reversed().map { Sample.start + Int64($0) })
        #expect(fixture.clock.sleeps.isEmpty, "progress needs no waiting")
        #expect(!fixture.dynamoDB.operations.contains("Scan"))
    }

    @Test func `a table that answers no header is asked ten times`() async throws {
        _ = try await fixture.registry.claim(try Sample.header("run", taskCount: 1))
        fixture.dynamoDB.disrupt { _, call in call.operation == "BatchGetItem" ? .process(atMost: 0) : nil }
        let error = await #expect(throws: TableError.self) { _ = try await fixture.registry.runs(limit: 5) }
        #expect(error?.code == .notRead)
        #expect(fixture.dynamoDB.operations.count { $0 == "BatchGetItem" } == 10)
    }

    @Test func `a run that is listed but gone is passed over`() async throws {
        for number in 0..<3 {
            _ = try await fixture.registry.claim(
                try Sample.header("run-\(number)", taskCount: 1, createdAt: Sample.start + Int64(number))
            )
        }
        var gone = try #require(fixture.items("run-1").first)
        gone["ttl"] = .n(try StrictNumber("1"))
        try fixture.dynamoDB.plant(gone)
        #expect(try await fixture.registry.runs(limit: 2).map(\.testId) == ["run-2", "run-0"])
        #expect(try await fixture.registry.runs(limit: 0).isEmpty)
    }
}
