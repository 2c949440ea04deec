import LocalPipeline
import PipelineTestKit
import ResultPipeline
import Testing

@Suite struct ContractTests {
    private let directory: TemporaryDirectory
    private let clock = FakeClock()

    init() throws {
        directory = try TemporaryDirectory()
    }

    @Test func `the registry keeps the promises of its port`() async throws {
        try await checkRunRegistry(SQLiteRunRegistry(try directory.open()))
    }

    @Test func `the store keeps the promises of its port`() async throws {
        try await checkResultStore(try SQLiteResultStore(try directory.open(), clock: { [clock] in clock.now() }))
    }

    @Test(arguments: [nil, "contract-queue"])
    func `the queue keeps the promises of its port, read whole or by run`(testId: String?) async throws {
        let queue = SQLiteResultQueue(try directory.open(), testId: testId, clock: { [clock] in clock.now() })
        try await checkResultQueue(queue) { clock.advance(by: .seconds(30)) }
    }

    @Test func `what one connection did another sees, and what it holds stays hidden from it`() async throws {
        let (here, there) = (try directory.open(), try directory.open())
        let sender = SQLiteResultQueue(here, clock: { [clock] in clock.now() })
        let receiver = SQLiteResultQueue(there, clock: { [clock] in clock.now() })
        try await sender.send([QueueMessage(testId: "a", body: [1])])
        let delivery = try #require(try await receiver.receive(limit: 10).first)
        #expect(delivery.body == [1])
        #expect(try await sender.receive(limit: 10).isEmpty)

        let header = try Sample.header("two", taskCount: 1)
        #expect(try await SQLiteRunRegistry(here).claim(header) == .created)
        #expect(try await SQLiteRunRegistry(there).claim(header) == .existing(header))
    }

    @Test func `a header that was read before is read anew when another connection has changed it`() async throws {
        let (here, there) = (SQLiteRunRegistry(try directory.open()), SQLiteRunRegistry(try directory.open()))
        for testId in ["one", "two"] { _ = try await here.claim(try Sample.header(testId, taskCount: 1)) }
        for testId in ["one", "two"] { #expect(try await there.header(of: testId)?.ready == []) }
        try await here.join("two", taskIndex: 0)
        #expect(try await there.header(of: "two")?.ready == [0])
        #expect(try await there.header(of: "one")?.testId == "one")
        #expect(try await there.header(of: "none") == nil)
    }
}
