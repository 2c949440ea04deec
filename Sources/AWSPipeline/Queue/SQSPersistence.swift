internal import AWSClient
internal import ResultPipeline

/// Carries out batches whose entries may fail one by one: only those that failed go again, under the same ids.
struct SQSPersistence: Sendable {
    let clock: any PipelineClock
    let attempts: Int
    let backoff: Backoff
    let random: @Sendable () -> Double

    /// What is left of a batch.
    struct Remainder: Sendable {
        /// Entries that are themselves at fault.
        var refused = 0
        /// Entries that failed at the last attempt too, or of which no answer speaks.
        var open = 0
        /// What the last answer that was not all well said.
        var reason: String?
        /// The queue did not answer, so that other batches would fare no better.
        var isCutOff = false
    }

    /// Carries out one batch.
    /// - Throws: What `call` throws, `AWSError` excepted; `CancellationError`.
    func carryOut<Entry: Sendable & Identifiable<String>>(
        _ batch: [Entry],
        call: ([Entry]) async throws -> SQSBatchResult
    ) async throws -> Remainder {
        var remainder = Remainder(open: batch.count)
        var open = batch
        for attempt in 0..<attempts {
            do {
                let result = try await call(open)
                let refused = result.failed.filter(\.isSendersFault).map(\.id)
                open.removeAll { result.successful.contains($0.id) || refused.contains($0.id) }
                remainder.refused += refused.count
                remainder.open = open.count
                remainder.reason = result.failed.last.map(Self.text) ?? remainder.reason
            } catch let error as AWSError {
                remainder.reason = error.description
                remainder.isCutOff = true
                break
            }
            guard !open.isEmpty, attempt + 1 < attempts else { break }
            try await clock.sleep(for: backoff.delay(attempt: attempt, random: random()))
        }
        return remainder
    }

    private static func text(_ failure: SQSBatchFailure) -> String {
        failure.code + (failure.message.map { ": \($0)" } ?? "")
    }
}
