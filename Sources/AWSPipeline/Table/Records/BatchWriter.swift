internal import AWSClient
internal import ResultPipeline

/// Writes items batch by batch, and offers again only what DynamoDB left undone. One batch at a time: a partition that is
/// throttled is not helped by more of them.
struct BatchWriter: Sendable {
    let client: DynamoDBClient
    let table: String
    let clock: any PipelineClock
    let patience: Duration
    let backoff: Backoff
    let random: @Sendable () -> Double
    /// No waiting beyond this moment, whatever patience is left.
    var deadline: ContinuousClock.Instant?

    /// - Throws: ``TableError`` `notWritten`; `AWSError`; `CancellationError`.
    func write(_ items: [DynamoDBItem]) async throws {
        let begin = clock.instant()
        let end = min(begin.advanced(by: patience), deadline ?? begin.advanced(by: patience))
        var left = items.count
        for batch in WriteBatches.split(items) {
            var pending = batch
            var attempt = 0
            while true {
                let round = try await offer(pending)
                left -= pending.count - round.leftovers.count
                pending = round.leftovers
                guard !pending.isEmpty else { break }
                // At least half of the wait, so that chance never makes it none.
                let wait = backoff.delay(attempt: attempt, random: 0.5 + random() / 2)
                guard clock.instant().advanced(by: wait) < end else {
                    throw Self.givingUp(left, of: items.count, after: begin.duration(to: clock.instant()), round.error)
                }
                try await clock.sleep(for: wait)
                attempt += 1
            }
        }
    }

    private struct Round {
        var leftovers: [DynamoDBItem]
        var error: AWSError?
    }

    /// One request. When it is refused for a while only, everything in it is left over.
    private func offer(_ items: [DynamoDBItem]) async throws -> Round {
        do {
            // One attempt: the waits here are those of the client, and theirs would come on top.
            let keys = Set(try await client.batchWriteItem(items, to: table, maxAttempts: 1).map(Self.key))
            let leftovers = items.filter { keys.contains(Self.key($0)) }
            return Round(leftovers: leftovers.isEmpty && !keys.isEmpty ? items : leftovers)
        } catch let error as AWSError where error.isTransientInDynamoDB {
            return Round(leftovers: items, error: error)
        }
    }

    private static func key(_ item: DynamoDBItem) -> [String?] {
        [item[TableAttribute.testId]?.string, item.timestamp.map(String.init)]
    }

    private static func givingUp(_ left: Int, of total: Int, after time: Duration, _ error: AWSError?) -> TableError {
        let cause = error.map { "; the last answer was: \($0)" } ?? ""
        return TableError(
            .notWritten,
            "\(left) of \(total) records were not written after \(time.components.seconds) s of trying, the table is "
                + "throttled or not well\(cause); they may be written again later"
        )
    }
}
