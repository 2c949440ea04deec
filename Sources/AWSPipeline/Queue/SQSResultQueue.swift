public import AWSClient
public import ResultPipeline

/// A standard queue of Amazon SQS. Its redrive policy, and not this adapter, makes dead letters.
public struct SQSResultQueue: ResultQueue {
    /// Which queue, and how it is received from.
    public struct Settings: Hashable, Sendable {
        /// The queue.
        public var queueUrl: String
        /// The queue of its dead letters; nil where nobody asks for them.
        public var deadLetterQueueUrl: String?
        /// Seconds for which a receive waits for a message, 0…20. With 0 an empty answer does not mean an empty queue.
        public var waitSeconds: Int
        /// Seconds for which a delivery is hidden; nil for the queue's own time-out.
        public var visibilitySeconds: Int?

        /// Settings of a queue.
        public init(
            queueUrl: String,
            deadLetterQueueUrl: String? = nil,
            waitSeconds: Int = SQSClient.maxWaitSeconds,
            visibilitySeconds: Int? = nil
        ) {
            self.queueUrl = queueUrl
            self.deadLetterQueueUrl = deadLetterQueueUrl
            self.waitSeconds = min(max(0, waitSeconds), SQSClient.maxWaitSeconds)
            self.visibilitySeconds = visibilitySeconds
        }
    }

    let client: SQSClient
    let settings: Settings
    private let persistence: SQSPersistence
    private let onReject: @Sendable (_ receipt: String, _ reason: String) -> Void

    /// - Parameters:
    ///   - attempts: How often an entry that SQS failed is sent within one call of this queue, the first time included.
    ///   - random: Source of jitter, 0 ..< 1.
    ///   - onReject: Takes the reason of each rejection, which SQS has no place for: to be logged.
    public init(
        _ client: SQSClient,
        _ settings: Settings,
        clock: any PipelineClock = SystemClock(),
        attempts: Int = 4,
        backoff: Backoff = Backoff(),
        random: @escaping @Sendable () -> Double = { Double.random(in: 0..<1) },
        onReject: @escaping @Sendable (_ receipt: String, _ reason: String) -> Void = { _, _ in }
    ) {
        self.client = client
        self.settings = settings
        self.onReject = onReject
        persistence = SQSPersistence(clock: clock, attempts: max(1, attempts), backoff: backoff, random: random)
    }

    /// See `ResultQueue`. Nothing is sent where a body cannot be. Characters that SQS refuses arrive as JSON escapes.
    /// - Throws: ``QueueError`` `refused`, or `notStored` with the number of messages; `CancellationError`.
    public func send(_ messages: [QueueMessage]) async throws {
        var entries: [SQSOutgoing] = []
        for (index, message) in messages.enumerated() {
            entries.append(SQSOutgoing(id: String(index), body: try SQSBody.text(message.body)))
        }
        let batches = SQSBatches.cut(entries, limit: ResultMessage.maxBytes) { $0.body.utf8.count }
        try await carryOut(batches, failing: .notStored) { [client, settings] in
            try await client.sendMessageBatch($0, to: settings.queueUrl)
        }
    }

    /// See `ResultQueue`. Waits for a message as long as the settings say; at most 10 come at a time.
    /// - Throws: `AWSError`; `CancellationError`.
    public func receive(limit: Int) async throws -> [QueueDelivery] {
        guard limit > 0 else { return [] }
        let messages = try await client.receiveMessages(
            from: settings.queueUrl,
            limit: min(limit, SQSClient.maxEntries),
            waitSeconds: settings.waitSeconds,
            visibilitySeconds: settings.visibilitySeconds
        )
        return messages.map {
            QueueDelivery(
                messageId: $0.messageId,
                receipt: $0.receiptHandle,
                body: Array($0.body.utf8),
                receiveCount: $0.receiveCount
            )
        }
    }

    /// See `ResultQueue`.
    /// - Throws: ``QueueError`` `notAcknowledged` with the number of deliveries; `CancellationError`.
    public func acknowledge(_ receipts: [String]) async throws {
        let entries = receipts.enumerated().map { SQSReceipt(id: String($0.offset), receiptHandle: $0.element) }
        try await carryOut(SQSBatches.cut(entries), failing: .notAcknowledged) { [client, settings] in
            try await client.deleteMessageBatch($0, from: settings.queueUrl)
        }
    }

    /// See `ResultQueue`. The reason goes to `onReject`; SQS keeps none.
    /// - Throws: `AWSError`; `CancellationError`.
    public func reject(_ receipt: String, reason: String) async throws {
        onReject(receipt, reason)
        do {
            try await client.changeMessageVisibility(of: receipt, in: settings.queueUrl, seconds: 0)
        } catch let error as AWSError where Self.isStale(error) {
            return
        }
    }

    /// Whether an error says that the receipt is no longer, or never was, one of a hidden message.
    private static func isStale(_ error: AWSError) -> Bool {
        switch error.code {
        case "ReceiptHandleIsInvalid", "MessageNotInflight": true
        case "InvalidParameterValue", "InvalidParameterValueException": error.message.contains("ReceiptHandle")
        default: false
        }
    }

    /// A message at fault is an error of the whole; a receipt at fault is one that is no longer valid.
    private func carryOut<Entry: Sendable & Identifiable<String>>(
        _ batches: [[Entry]],
        failing code: QueueError.Code,
        call: ([Entry]) async throws -> SQSBatchResult
    ) async throws {
        let total = batches.reduce(0) { $0 + $1.count }
        var tried = 0
        var failed = 0
        var reason: String?
        for batch in batches {
            let remainder = try await persistence.carryOut(batch, call: call)
            let count = remainder.open + (code == .notStored ? remainder.refused : 0)
            tried += batch.count
            failed += count
            if count > 0 { reason = remainder.reason }
            if remainder.isCutOff {
                failed += total - tried
                break
            }
        }
        guard failed > 0 else { return }
        let what = code == .notStored ? "messages were not stored" : "deliveries were not deleted and will come again"
        throw QueueError(code, "\(failed) of \(total) \(what): \(reason ?? "SQS does not say why")", count: failed)
    }
}
