import AWSClient
import AWSPipeline
import Measurement
import PipelineTestKit
import ResultPipeline
import Testing

struct WriteTests {
    private let fixture = TableFixture()

    private func windows(_ count: Int) throws -> [ResultRecord] {
        try (0..<count).map { try Sample.window("run", sequence: $0 + 1, second: $0) }
    }

    /// The sort keys that a request writes, in its order.
    private func keys(_ call: StrictDynamoDB.Call) throws -> [Int] {
        let text = String(decoding: call.body, as: UTF8.self)
        return text.matches(of: /"timestamp":\{"N":"(\d+)"\}/).compactMap { Int($0.1) }
    }

    @Test("F31: the same key twice in a batch is written once, as the last of them is")
    func duplicateKeys() async throws {
        let first = try Sample.window("run", sequence: 1, second: 0, requests: 1)
        let last = try Sample.window("run", sequence: 1, second: 0, requests: 2)
        try await fixture.store.put([first, try Sample.started("run"), last])
        #expect(fixture.dynamoDB.operations == ["BatchWriteItem"])
        #expect(fixture.dynamoDB.writes == 2)
        #expect(try await fixture.all("run").contains(last))
    }

    @Test("F32: windows of two workers in the same second are two items")
    func sameSecond() async throws {
        let records = try [0, 1, 998, 999].map { try Sample.window("run", sequence: 1, second: 5, task: $0) }
        try await fixture.store.put(records)
        #expect(try await fixture.all("run") == records)
    }

    @Test("F24: what was written before a handler died is written again without effect")
    func redelivery() async throws {
        let records = try windows(30)
        // The first batch is stored, but nobody learns of it, and the handler is gone.
        fixture.dynamoDB.disrupt { number, _ in number == 0 ? .loseAnswer : .refuse(.throttled("BatchWriteItem")) }
        await #expect(throws: TableError.self) { try await fixture.store.put(records) }
        #expect(fixture.items("run").count == 25)
        fixture.dynamoDB.disrupt(nil)
        try await fixture.store.put(records)
        let items = fixture.dynamoDB.items
        try await fixture.store.put(records.reversed())
        #expect(fixture.dynamoDB.items == items)
        #expect(try await fixture.all("run") == records)
    }

    @Test("F30: only leftovers are offered again, after waits that double")
    func leftovers() async throws {
        let records = try windows(60)
        fixture.dynamoDB.disrupt { _, _ in .process(atMost: 10) }
        try await fixture.store.put(records)
        let offered = try fixture.dynamoDB.calls.map { try keys($0).count }
        #expect(offered == [25, 15, 5, 25, 15, 5, 10])
        #expect(fixture.dynamoDB.writes == 60, "nothing is written twice")
        // Half of 50 ms and 100 ms is certain, half of the other half is the chance of 0.5.
        #expect(fixture.clock.sleeps == [37.5, 75, 37.5, 75].map { .milliseconds($0) })
    }

    @Test("F30: throttled for 30 s, a put gives up after 20 s and says what is left")
    func throttledForLong() async throws {
        fixture.dynamoDB.disrupt { [clock = fixture.clock] number, call in
            if number == 0 { return .process(atMost: 3) }
            return clock.elapsed < .seconds(30) ? .refuse(.throttled(call.operation)) : nil
        }
        let records = try windows(40)
        let error = try await #require(throws: TableError.self) { try await fixture.store.put(records) }
        #expect(error.code == .notWritten)
        #expect(error.message.hasPrefix("37 of 40 records were not written after 1"))
        #expect(error.message.contains("ProvisionedThroughputExceededException"))
        #expect(fixture.clock.elapsed <= .seconds(20) && fixture.clock.elapsed > .seconds(12))
        #expect(fixture.dynamoDB.calls.count < 20, "waits grow")
        // The caller's next attempt, on the queue's redelivery, finds the table well.
        fixture.clock.advance(by: .seconds(20))
        try await fixture.store.put(records)
        #expect(try await fixture.all("run") == records)
    }

    @Test("F30: a function that must end waits no longer, whatever it is asked for")
    func deadline() async throws {
        fixture.dynamoDB.disrupt { _, call in .refuse(.throttled(call.operation)) }
        let store = fixture.store.givingUp(at: fixture.clock.instant().advanced(by: .seconds(3)))
        for record in try windows(10) {
            await #expect(throws: TableError.self) { try await store.put([record]) }
        }
        #expect(fixture.clock.elapsed <= .seconds(3))
    }

    @Test func `what DynamoDB refuses for good is not tried again`() async throws {
        let refusal = AWSError(operation: "BatchWriteItem", code: "ValidationException", message: "no", status: 400)
        fixture.dynamoDB.disrupt { _, _ in .refuse(refusal) }
        let error = await #expect(throws: AWSError.self) { try await fixture.store.put(try windows(2)) }
        #expect(error == refusal)
        #expect(fixture.dynamoDB.calls.count == 1)
    }

    @Test func `batches hold 25 items, and a megabyte`() async throws {
        func large(_ second: Int) throws -> ResultRecord {
            let endpoint = Sample.endpoint(String(repeating: "x", count: 200 * 1024), requests: 1)
            let content = ResultMessage.Content.window(endpoints: [endpoint], generator: GeneratorWindow())
            return try fixture.record(Sample.message("large", sequence: 1, second: second, content: content))
        }
        try await fixture.store.put(try windows(51))
        #expect(try fixture.dynamoDB.calls.map { try keys($0).count } == [25, 25, 1])
        try await fixture.store.put(try (0..<12).map(large))
        #expect(try fixture.dynamoDB.calls.dropFirst(3).map { try keys($0).count } == [5, 5, 2])
        #expect(fixture.dynamoDB.calls.allSatisfy { $0.body.count < 3 << 19 })
    }

    @Test func `a put that is cancelled waits no longer`() async throws {
        fixture.dynamoDB.disrupt { _, call in .refuse(.throttled(call.operation)) }
        let records = try windows(1)
        let task = Task { [store = fixture.store] in
            withUnsafeCurrentTask { $0?.cancel() }
            try await store.put(records)
        }
        await #expect(throws: CancellationError.self) { try await task.value }
    }
}
