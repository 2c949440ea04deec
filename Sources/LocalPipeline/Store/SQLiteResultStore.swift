internal import GRDB
public import ResultPipeline

/// Result records in the local database: table `LoadTestResults` with the columns of the results table on AWS, to be
/// read with `sqlite3` too. Expired records are not answered, and deleted when the store is next opened.
public struct SQLiteResultStore: ResultStore {
    private let database: SQLiteDatabase
    private let clock: @Sendable () -> Int64

    /// A store in `database`; deletes what has expired.
    /// - Parameter clock: Epoch milliseconds; decides what has expired.
    /// - Throws: ``LocalPipelineError``.
    public init(_ database: SQLiteDatabase, clock: @escaping @Sendable () -> Int64) throws(LocalPipelineError) {
        self.database = database
        self.clock = clock
        try database.sweep(now: clock())
    }

    /// See ``ResultStore``. All of the records are stored, and on disk, or none.
    /// - Throws: ``LocalPipelineError`` `refused` for the key of a header, `MessageError` for a message that is too large,
    ///   or an error of the database.
    public func put(_ records: [ResultRecord]) async throws {
        guard !records.isEmpty else { return }
        if let record = records.first(where: { $0.timestamp <= RecordKey.header }) {
            throw LocalPipelineError(.refused, "\(record.timestamp) is no key of a record of '\(record.testId)'")
        }
        try await database.write { db in
            for record in records { try RecordRow.store(db, record) }
        }
    }

    /// See ``ResultStore``. The run's header is not among the records.
    /// - Throws: ``LocalPipelineError`` `unreadableRow`, or an error of the database.
    public func records(of testId: String, after key: Int64?, limit: Int) async throws -> [ResultRecord] {
        guard limit > 0 else { return [] }
        let now = clock() / 1000
        return try await database.select { db in
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT * FROM LoadTestResults WHERE testId = ? AND timestamp > ? AND ttl > ?
                    ORDER BY timestamp LIMIT ?
                    """,
                arguments: [testId, max(key ?? RecordKey.header, RecordKey.header), now, limit]
            )
            return try rows.map(RecordRow.record)
        }
    }
}
