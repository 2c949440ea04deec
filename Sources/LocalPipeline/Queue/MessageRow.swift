internal import GRDB
internal import ResultPipeline

/// A message that waits, or is hidden while someone processes it. One is visible from `visibleAt` (epoch ms) on.
struct MessageRow {
    let id: Int64
    let body: [UInt8]
    let receiveCount: Int

    static func insert(_ db: Database, _ message: QueueMessage, now: Int64) throws {
        let statement = try db.cachedStatement(
            sql: "INSERT INTO QueueMessages (testId, body, sentAt, visibleAt, receiveCount) VALUES (?, ?, ?, 0, 0)"
        )
        try statement.execute(arguments: [message.testId, Blob.value(message.body), now])
    }

    static func anyVisible(_ db: Database, _ filter: RunFilter, now: Int64) throws -> Bool {
        try SQLRequest<Bool>(
            sql: "SELECT EXISTS (SELECT 1 FROM QueueMessages WHERE visibleAt <= ?\(filter.condition))",
            arguments: [now] + filter.arguments,
            cached: true
        ).fetchOne(db) ?? false
    }

    static func visible(_ db: Database, _ filter: RunFilter, limit: Int, now: Int64) throws -> [MessageRow] {
        let rows = try SQLRequest<Row>(
            sql: """
                SELECT id, body, receiveCount FROM QueueMessages WHERE visibleAt <= ?\(filter.condition)
                ORDER BY id LIMIT ?
                """,
            arguments: [now] + filter.arguments + [limit],
            cached: true
        ).fetchAll(db)
        return rows.map { MessageRow(id: $0["id"], body: Blob.bytes($0, "body"), receiveCount: $0["receiveCount"]) }
    }

    static func hide(_ db: Database, id: Int64, until: Int64) throws {
        let statement = try db.cachedStatement(
            sql: "UPDATE QueueMessages SET visibleAt = ?, receiveCount = receiveCount + 1 WHERE id = ?"
        )
        try statement.execute(arguments: [until, id])
    }

    static func show(_ db: Database, _ receipt: Receipt, reason: String) throws {
        try db.execute(
            sql: "UPDATE QueueMessages SET visibleAt = 0, reason = ? WHERE id = ? AND receiveCount = ?",
            arguments: [reason, receipt.id, receipt.receive]
        )
    }

    static func delete(_ db: Database, _ receipt: Receipt) throws {
        let statement = try db.cachedStatement(sql: "DELETE FROM QueueMessages WHERE id = ? AND receiveCount = ?")
        try statement.execute(arguments: [receipt.id, receipt.receive])
    }

    /// Makes dead letters of the visible messages that were received as often as allowed.
    static func buryExhausted(_ db: Database, _ filter: RunFilter, maxReceives: Int, now: Int64) throws {
        let condition = "visibleAt <= ? AND receiveCount >= ?\(filter.condition)"
        let arguments: StatementArguments = [now, maxReceives] + filter.arguments
        let burial = try db.cachedStatement(
            sql: """
                INSERT INTO DeadLetters (id, testId, body, sentAt, diedAt, receiveCount, reason)
                SELECT id, testId, body, sentAt, ?, receiveCount,
                coalesce(reason, 'received ' || receiveCount || ' times and never acknowledged in time')
                FROM QueueMessages WHERE \(condition)
                """
        )
        try burial.execute(arguments: [now] + arguments)
        guard db.changesCount > 0 else { return }
        try db.execute(sql: "DELETE FROM QueueMessages WHERE \(condition)", arguments: arguments)
    }
}
