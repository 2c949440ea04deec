internal import GRDB
internal import ResultPipeline

/// A record as a row: plain figures in columns, the message as JSON.
enum RecordRow {
    static func store(_ db: Database, _ record: ResultRecord) throws {
        let figures = record.attributes
        let statement = try db.cachedStatement(
            sql: """
                INSERT OR REPLACE INTO LoadTestResults
                (testId, timestamp, kind, taskIndex, requests, failed, rps, p50, p90, p95, p99, p999, max, statusCodes,
                errors, ttl, message) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        )
        try statement.execute(arguments: [
            record.testId, record.timestamp, figures.kind.name, figures.taskIndex, Int64(clamping: figures.requests),
            Int64(clamping: figures.failed), figures.rps, figures.p50, figures.p90, figures.p95, figures.p99,
            figures.p999, figures.max, try StoredJSON.text(figures.statusCodes), try StoredJSON.text(figures.errors),
            record.ttl, String(decoding: try MessageCodec.encode(record.message), as: UTF8.self),
        ])
    }

    static func record(_ row: Row) throws -> ResultRecord {
        let testId: String = row["testId"]
        let timestamp: Int64 = row["timestamp"]
        let place = "record \(timestamp) of '\(testId)'"
        let message = try StoredJSON.value(ResultMessage.self, from: row["message"], row: place)
        guard let kind = RecordKind(name: row["kind"]) else {
            throw LocalPipelineError(.unreadableRow, "\(place) is of an unknown kind: delete the row")
        }
        var figures = RecordAttributes(
            kind: kind,
            taskIndex: row["taskIndex"],
            requests: UInt64(clamping: row["requests"] as Int64),
            failed: UInt64(clamping: row["failed"] as Int64),
            rps: row["rps"],
            statusCodes: try StoredJSON.value([Int: UInt64].self, from: row["statusCodes"], row: place),
            errors: try StoredJSON.value([String: UInt64].self, from: row["errors"], row: place)
        )
        figures.p50 = row["p50"]
        figures.p90 = row["p90"]
        figures.p95 = row["p95"]
        figures.p99 = row["p99"]
        figures.p999 = row["p999"]
        figures.max = row["max"]
        var record = ResultRecord(message, attributes: figures)
        record.testId = testId
        record.timestamp = timestamp
        record.ttl = row["ttl"]
        return record
    }
}
