internal import AWSClient
public import ResultPipeline

extension SQSResultQueue {
    /// Seconds for which messages stay hidden from others while they are listed.
    private static let listingVisibility = 30
    /// SQS keeps no reasons.
    static let reason = "given up after its last receive; SQS keeps no reasons, the processor's log has them"

    /// See `ResultQueue`. Empty where the settings name no dead-letter queue. The reasons are not known here: SQS keeps
    /// none. Messages listed are hidden from other readers of that queue until the list is complete.
    /// - Throws: `AWSError`; `CancellationError`.
    public func deadLetters(limit: Int) async throws -> [DeadLetter] {
        guard let queueUrl = settings.deadLetterQueueUrl, limit > 0 else { return [] }
        var receipts: [String] = []
        var letters: [String: DeadLetter] = [:]
        do {
            while letters.count < limit {
                // A wait of a second asks all of SQS's servers; without one an empty answer would mean little.
                let messages = try await client.receiveMessages(
                    from: queueUrl,
                    limit: min(limit - letters.count, SQSClient.maxEntries),
                    waitSeconds: 1,
                    visibilitySeconds: Self.listingVisibility
                )
                receipts += messages.map(\.receiptHandle)
                guard messages.contains(where: { letters[$0.messageId] == nil }) else { break }
                for message in messages {
                    letters[message.messageId] = DeadLetter(
                        messageId: message.messageId,
                        body: Array(message.body.utf8),
                        reason: Self.reason
                    )
                }
            }
        } catch {
            await show(receipts, in: queueUrl)
            throw error
        }
        await show(receipts, in: queueUrl)
        return letters.values.sorted { $0.messageId < $1.messageId }
    }

    /// Makes messages visible again; those for which that fails reappear by themselves.
    private func show(_ receipts: [String], in queueUrl: String) async {
        let entries = receipts.enumerated().map { SQSReceipt(id: String($0.offset), receiptHandle: $0.element) }
        for batch in SQSBatches.cut(entries) {
            _ = try? await client.changeMessageVisibilityBatch(batch, in: queueUrl, seconds: 0)
        }
    }
}
