internal import GRDB

extension SQLiteDatabase {
    /// Milliseconds that a message nobody took stays: 4 days, as in the queue of the stack.
    static let messageRetention: Int64 = 4 * 24 * 3_600_000
    /// Milliseconds that a dead letter stays: 14 days, as in the stack.
    static let deadLetterRetention: Int64 = 14 * 24 * 3_600_000

    /// Deletes what has expired at `now` (epoch ms): records and headers past their `ttl`, messages, dead letters.
    /// The write lock is taken only where there is something to delete.
    func sweep(now: Int64) throws(LocalPipelineError) {
        do {
            let condition: [(table: String, condition: String, limit: Int64)] = [
                ("LoadTestResults", "ttl <= ?", now / 1000),
                ("QueueMessages", "sentAt <= ?", now - Self.messageRetention),
                ("DeadLetters", "diedAt <= ?", now - Self.deadLetterRetention),
            ]
            for (table, condition, limit) in condition {
                let found = try queue.read { db in
                    try Bool.fetchOne(
                        db,
                        sql: "SELECT EXISTS (SELECT 1 FROM \(table) WHERE \(condition))",
                        arguments: [limit]
                    )
                }
                guard found == true else { continue }
                try queue.write { db in
                    try db.execute(sql: "DELETE FROM \(table) WHERE \(condition)", arguments: [limit])
                }
            }
        } catch let error as DatabaseError {
            throw LocalPipelineError(error, path: path)
        } catch {
            throw LocalPipelineError(.database, "\(path) cannot be swept: \(error)")
        }
    }
}
