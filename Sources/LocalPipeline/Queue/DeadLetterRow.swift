internal import GRDB
internal import ResultPipeline

/// A message given up.
enum DeadLetterRow {
    static func oldest(_ db: Database, _ filter: RunFilter, limit: Int) throws -> [DeadLetter] {
        let rows = try Row.fetchAll(
            db,
            sql: "SELECT id, body, reason FROM DeadLetters WHERE true\(filter.condition) ORDER BY id LIMIT ?",
            arguments: filter.arguments + [limit]
        )
        return rows.map { row in
            DeadLetter(messageId: String(row["id"] as Int64), body: Blob.bytes(row, "body"), reason: row["reason"])
        }
    }
}
