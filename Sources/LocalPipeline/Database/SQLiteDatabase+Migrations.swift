internal import GRDB

extension SQLiteDatabase {
    /// Brings the file to this version's schema. A migration, once released, never changes: a later one amends it.
    static func migrate(_ queue: DatabaseQueue, path: String) throws {
        let migrator = migrator()
        guard try queue.read({ try !migrator.hasBeenSuperseded($0) }) else {
            throw LocalPipelineError(
                .newerVersion,
                "\(path) was written by a newer version of loadtester: update this one, or name another place with "
                    + "LOADTESTER_DATA"
            )
        }
        guard try queue.read({ try !migrator.hasCompletedMigrations($0) }) else { return }
        try migrator.migrate(queue)
    }

    private static func migrator() -> DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("2026-11 results, queue, dead letters") { db in
            try db.execute(sql: resultsTable)
            try db.execute(sql: queueTables)
        }
        return migrator
    }

    /// Runs' headers (timestamp 0) and records. `message` is JSON in both.
    private static let resultsTable = """
        CREATE TABLE LoadTestResults (
            testId TEXT NOT NULL, timestamp INTEGER NOT NULL, kind TEXT NOT NULL, taskIndex INTEGER,
            requests INTEGER NOT NULL, failed INTEGER NOT NULL, rps REAL,
            p50 REAL, p90 REAL, p95 REAL, p99 REAL, p999 REAL, max REAL,
            statusCodes TEXT, errors TEXT, createdAt INTEGER, ttl INTEGER NOT NULL, message TEXT NOT NULL,
            PRIMARY KEY (testId, timestamp)
        ) WITHOUT ROWID;
        CREATE INDEX LoadTestResultsByTTL ON LoadTestResults (ttl);
        CREATE INDEX LoadTestRunsByTime ON LoadTestResults (createdAt, testId) WHERE timestamp = 0;
        """

    /// Times are epoch milliseconds. AUTOINCREMENT: the name of a deleted message is never given again.
    private static let queueTables = """
        CREATE TABLE QueueMessages (
            id INTEGER PRIMARY KEY AUTOINCREMENT, testId TEXT NOT NULL, body BLOB NOT NULL,
            sentAt INTEGER NOT NULL, visibleAt INTEGER NOT NULL, receiveCount INTEGER NOT NULL, reason TEXT
        );
        CREATE INDEX QueueMessagesByRun ON QueueMessages (testId, visibleAt);
        CREATE TABLE DeadLetters (
            id INTEGER PRIMARY KEY, testId TEXT NOT NULL, body BLOB NOT NULL,
            sentAt INTEGER NOT NULL, diedAt INTEGER NOT NULL, receiveCount INTEGER NOT NULL, reason TEXT NOT NULL
        );
        CREATE INDEX DeadLettersByRun ON DeadLetters (testId);
        """
}
