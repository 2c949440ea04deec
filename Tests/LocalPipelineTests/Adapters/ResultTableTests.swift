import LocalPipeline
import PipelineTestKit
import ResultPipeline
import Testing

@Suite struct ResultTableTests {
    private let directory: TemporaryDirectory
    private let database: SQLiteDatabase
    private let clock = FakeClock()

    init() throws {
        directory = try TemporaryDirectory()
        database = try directory.open()
    }

    private func store() throws -> SQLiteResultStore {
        try SQLiteResultStore(database, clock: { [clock] in clock.now() })
    }

    private func rows(_ sql: String) async throws -> String {
        try await IndependentReader.evaluate("db.execute('''\(sql)''').fetchall()", database: directory.database)
    }

    @Test func `a person reads figures, codes and times with plain SQL`() async throws {
        try await store().put([try Sample.window("run", sequence: 1, second: 5, task: 7, requests: 4)])
        let seen = try await rows(
            "SELECT testId, timestamp, kind, taskIndex, requests, failed, rps, p50, max, statusCodes, errors, ttl, "
                + "json_extract(message, '$.taskId') FROM LoadTestResults"
        )
        let ttl = 1_700_000_005 + 90 * 86_400
        #expect(
            seen
                == "[('run', 1700000005000072, 'window', 7, 4, 0, 4.0, 2.0, 4.0, '{\"200\":4}', '{}', \(ttl), 'task-7')]"
        )
    }

    @Test func `the header of a run is its record 0, with the outcome once it has ended`() async throws {
        let registry = SQLiteRunRegistry(database)
        _ = try await registry.claim(try Sample.header("run", taskCount: 1))
        let outcome = RunOutcome(verdict: "passed", finishedAt: 1, requests: 10, failed: 2, p99: 1.5)
        try await registry.finish("run", outcome)
        try await store().put([try Sample.started("run")])
        let seen = try await rows(
            "SELECT timestamp, kind, requests, failed, p99 FROM LoadTestResults ORDER BY timestamp"
        )
        #expect(seen == "[(0, 'header', 10, 2, 1.5), (1700000000000001, 'started', 0, 0, None)]")
        #expect(try await store().records(of: "run", after: nil, limit: 10).count == 1)
    }

    @Test func `expired records are not answered, and deleted when the store is opened again`() async throws {
        let store = try store()
        let records = [
            try Sample.window("run", sequence: 1, second: 0), try Sample.window("run", sequence: 2, second: 10),
        ]
        try await store.put(records)
        clock.advance(by: .seconds(90 * 86_400))
        #expect(try await store.records(of: "run", after: nil, limit: 10) == [records[1]])
        #expect(try await rows("SELECT count(*) FROM LoadTestResults") == "[(2,)]")
        _ = try self.store()
        #expect(try await rows("SELECT count(*) FROM LoadTestResults") == "[(1,)]")
    }

    @Test func `a record cannot take the place of a header`() async throws {
        let header = try Sample.header("run", taskCount: 1)
        _ = try await SQLiteRunRegistry(database).claim(header)
        var record = try Sample.window("run", sequence: 1, second: 0)
        record.timestamp = 0
        let store = try store()
        let error = await #expect(throws: LocalPipelineError.self) { try await store.put([record]) }
        #expect(error?.code == .refused)
        #expect(try await SQLiteRunRegistry(database).header(of: "run") == header)
    }

    @Test func `a row that someone damaged is named in the error`() async throws {
        try await store().put([try Sample.window("run", sequence: 1, second: 0)])
        _ = try await IndependentReader.evaluate(
            "(db.execute(\"UPDATE LoadTestResults SET message = 'x'\"), db.commit())",
            database: directory.database
        )
        let store = try store()
        let error = await #expect(throws: LocalPipelineError.self) {
            _ = try await store.records(of: "run", after: nil, limit: 10)
        }
        #expect(error?.code == .unreadableRow)
        #expect(error?.message.contains("record 1700000000000002 of 'run'") == true)
    }
}
