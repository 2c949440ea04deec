internal import GRDB
internal import ResultPipeline

/// The row of a run's header, with its outcome in the plain columns once there is one.
enum HeaderRow {
    static func fetch(_ db: Database, _ testId: String) throws -> RunHeader? {
        try text(db, testId).map { try header($0, testId) }
    }

    /// The header as it is stored.
    static func text(_ db: Database, _ testId: String) throws -> String? {
        try SQLRequest<String>(
            sql: "SELECT message FROM LoadTestResults WHERE testId = ? AND timestamp = ?",
            arguments: [testId, RecordKey.header],
            cached: true
        ).fetchOne(db)
    }

    static func header(_ text: String, _ testId: String) throws -> RunHeader {
        try StoredJSON.value(RunHeader.self, from: text, row: "the header of '\(testId)'")
    }

    static func store(_ db: Database, _ header: RunHeader) throws {
        try db.execute(
            sql: """
                INSERT OR REPLACE INTO LoadTestResults
                (testId, timestamp, kind, requests, failed, p99, createdAt, ttl, message)
                VALUES (?, ?, 'header', ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                header.testId, RecordKey.header, Int64(clamping: header.outcome?.requests ?? 0),
                Int64(clamping: header.outcome?.failed ?? 0), header.outcome?.p99, header.createdAt,
                header.createdAt / 1000 + ResultRecord.retention, try StoredJSON.text(header),
            ]
        )
    }

    static func newest(_ db: Database, limit: Int) throws -> [RunHeader] {
        let texts = try String.fetchAll(
            db,
            sql: """
                SELECT message FROM LoadTestResults WHERE timestamp = 0 ORDER BY createdAt DESC, testId DESC LIMIT ?
                """,
            arguments: [limit]
        )
        return try texts.map { try StoredJSON.value(RunHeader.self, from: $0, row: "a header") }
    }
}
