import LocalPipeline
import PipelineTestKit
import ResultPipeline
import Testing

@Suite struct QueueTests {
    private let database: SQLiteDatabase
    private let directory: TemporaryDirectory
    private let clock = FakeClock()

    init() throws {
        directory = try TemporaryDirectory()
        database = try directory.open()
    }

    private func queue(_ testId: String? = nil) -> SQLiteResultQueue {
        SQLiteResultQueue(database, testId: testId, clock: { [clock] in clock.now() })
    }

    private func send(_ count: Int, _ testId: String) async throws {
        try await queue().send((0..<count).map { QueueMessage(testId: testId, body: [UInt8($0)]) })
    }

    @Test func `processors of two runs at once receive their own messages only`() async throws {
        try await send(3, "a")
        try await send(2, "b")
        #expect(try await queue("a").receive(limit: 10).count == 3)
        #expect(try await queue("a").receive(limit: 10).isEmpty)
        #expect(try await queue("b").receive(limit: 10).count == 2)
    }

    @Test func `a run's processor neither buries nor lists another run's poison`() async throws {
        try await send(1, "a")
        for _ in 1...3 {
            #expect(try await queue("a").receive(limit: 1).count == 1)
            clock.advance(by: .seconds(30))
        }
        #expect(try await queue("b").deadLetters(limit: 10).isEmpty)
        #expect(try await queue("a").deadLetters(limit: 10).map(\.body) == [[0]])
    }

    @Test func `a message sent before the wall clock was set back is received at once`() async throws {
        try await send(1, "a")
        clock.stepWall(by: -3_600_000)
        #expect(try await queue().receive(limit: 1).count == 1)
    }

    @Test func `a receipt of an earlier delivery acknowledges nothing`() async throws {
        try await send(1, "a")
        let first = try await queue().receive(limit: 1)
        clock.advance(by: .seconds(30))
        #expect(try await queue().receive(limit: 1).first?.receiveCount == 2)
        try await queue().acknowledge(first.map(\.receipt))
        clock.advance(by: .seconds(30))
        #expect(try await queue().receive(limit: 1).first?.receiveCount == 3)
    }

    @Test func `acknowledged messages leave nothing in the file`() async throws {
        try await send(10, "a")
        try await queue().acknowledge(try await queue().receive(limit: 10).map(\.receipt))
        let left = try await IndependentReader.evaluate(
            "db.execute('SELECT count(*) FROM QueueMessages').fetchone()[0]",
            database: directory.database
        )
        #expect(left == "0")
    }

    @Test func `messages and dead letters nobody took are deleted after 4 and 14 days`() async throws {
        try await send(1, "a")
        try await queue().reject(try #require(try await queue().receive(limit: 1).first).receipt, reason: "one")
        try await queue().reject(try #require(try await queue().receive(limit: 1).first).receipt, reason: "two")
        try await queue().reject(try #require(try await queue().receive(limit: 1).first).receipt, reason: "three")
        try await send(1, "a")
        clock.advance(by: .seconds(4 * 86_400))
        _ = try SQLiteResultStore(database, clock: { [clock] in clock.now() })
        #expect(try await queue().receive(limit: 1).isEmpty)
        #expect(try await queue().deadLetters(limit: 10).map(\.reason) == ["three"])
        clock.advance(by: .seconds(10 * 86_400))
        _ = try SQLiteResultStore(database, clock: { [clock] in clock.now() })
        #expect(try await queue().deadLetters(limit: 10).isEmpty)
    }
}
