internal import GRDB
public import ResultPipeline

/// A queue in the local database with the semantics of an SQS standard queue. Acknowledged messages are deleted.
///
/// Sent messages are visible whatever the wall clock does; a step of the clock only moves the end of a visibility
/// time-out, hence a message may come again early or late.
public struct SQLiteResultQueue: ResultQueue {
    private let database: SQLiteDatabase
    private let filter: RunFilter
    private let visibilityTimeout: Int64
    private let maxReceives: Int
    private let clock: @Sendable () -> Int64

    /// A queue in `database`.
    /// - Parameters:
    ///   - testId: Receives, and answers dead letters of, this run only; nil for all runs. Sending is not limited.
    ///   - visibilityTimeout: Milliseconds for which a received message is hidden.
    ///   - maxReceives: Receives after which a message that was not acknowledged becomes a dead letter.
    ///   - clock: Epoch milliseconds.
    public init(
        _ database: SQLiteDatabase,
        testId: String? = nil,
        visibilityTimeout: Int64 = 30_000,
        maxReceives: Int = 3,
        clock: @escaping @Sendable () -> Int64
    ) {
        self.database = database
        filter = RunFilter(testId: testId)
        self.visibilityTimeout = visibilityTimeout
        self.maxReceives = maxReceives
        self.clock = clock
    }

    /// See ``ResultQueue``. All of the messages are stored, and on disk, or none.
    /// - Throws: ``LocalPipelineError`` `refused` for a body above 256 KiB, or an error of the database.
    public func send(_ messages: [QueueMessage]) async throws {
        guard !messages.isEmpty else { return }
        if let message = messages.first(where: { $0.body.count > ResultMessage.maxBytes }) {
            throw LocalPipelineError(
                .refused,
                "a message of \(message.body.count) bytes is larger than \(ResultMessage.maxBytes): report less in one"
            )
        }
        let now = clock()
        try await database.write { db in
            for message in messages { try MessageRow.insert(db, message, now: now) }
        }
    }

    /// See ``ResultQueue``. Messages come in the order in which they were sent, those that come again included.
    /// - Throws: ``LocalPipelineError``, an error of the database.
    public func receive(limit: Int) async throws -> [QueueDelivery] {
        guard limit > 0 else { return [] }
        let (now, filter, maxReceives) = (clock(), filter, maxReceives)
        // An empty queue is polled without the write lock, which the workers need.
        guard try await database.select({ try MessageRow.anyVisible($0, filter, now: now) }) else { return [] }
        let hiddenUntil = now + visibilityTimeout
        return try await database.write { db in
            try MessageRow.buryExhausted(db, filter, maxReceives: maxReceives, now: now)
            return try MessageRow.visible(db, filter, limit: limit, now: now).map { row in
                try MessageRow.hide(db, id: row.id, until: hiddenUntil)
                return QueueDelivery(
                    messageId: String(row.id),
                    receipt: Receipt(id: row.id, receive: row.receiveCount + 1).text,
                    body: row.body,
                    receiveCount: row.receiveCount + 1
                )
            }
        }
    }

    /// See ``ResultQueue``. A receipt is valid until the message is received again, past the time-out too.
    /// - Throws: ``LocalPipelineError``, an error of the database; then none is removed.
    public func acknowledge(_ receipts: [String]) async throws {
        let receipts = receipts.compactMap(Receipt.init)
        guard !receipts.isEmpty else { return }
        try await database.write { db in
            for receipt in receipts { try MessageRow.delete(db, receipt) }
        }
    }

    /// See ``ResultQueue``. The reason is cut to 500 characters.
    /// - Throws: ``LocalPipelineError``, an error of the database.
    public func reject(_ receipt: String, reason: String) async throws {
        guard let receipt = Receipt(receipt) else { return }
        let (now, filter, maxReceives) = (clock(), filter, maxReceives)
        let reason = BoundedText.clean(reason)
        try await database.write { db in
            try MessageRow.show(db, receipt, reason: reason)
            try MessageRow.buryExhausted(db, filter, maxReceives: maxReceives, now: now)
        }
    }

    /// See ``ResultQueue``. Oldest first.
    /// - Throws: ``LocalPipelineError``, an error of the database.
    public func deadLetters(limit: Int) async throws -> [DeadLetter] {
        guard limit > 0 else { return [] }
        let (now, filter, maxReceives) = (clock(), filter, maxReceives)
        return try await database.write { db in
            try MessageRow.buryExhausted(db, filter, maxReceives: maxReceives, now: now)
            return try DeadLetterRow.oldest(db, filter, limit: limit)
        }
    }
}
