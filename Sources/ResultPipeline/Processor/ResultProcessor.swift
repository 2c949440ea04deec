internal import Measurement

/// Turns deliveries into records: validates each message, writes one record per key, and says for every delivery whether
/// it may be acknowledged. The same behind a local pump and behind AWS Lambda.
///
/// Handling a delivery again changes nothing, as the record's key derives from the message.
public struct ResultProcessor: Sendable {
    private let store: any ResultStore
    private let clock: any PipelineClock
    private let attempts: Int
    private let backoff: Backoff
    private let random: @Sendable () -> Double
    private let onStored: @Sendable ([ResultRecord]) -> Void

    /// - Parameters:
    ///   - attempts: How often a batch is offered to the store before its deliveries are rejected. With the default
    ///     back-off at most some 15 s pass: below the queue's visibility time-out, and below a Lambda's time-out.
    ///   - random: Source of jitter, 0 ..< 1.
    ///   - onStored: Called with what was stored, duplicates included.
    public init(
        store: any ResultStore,
        clock: any PipelineClock = SystemClock(),
        attempts: Int = 8,
        backoff: Backoff = Backoff(),
        random: @escaping @Sendable () -> Double = { Double.random(in: 0..<1) },
        onStored: @escaping @Sendable ([ResultRecord]) -> Void = { _ in }
    ) {
        self.store = store
        self.clock = clock
        self.attempts = max(1, attempts)
        self.backoff = backoff
        self.random = random
        self.onStored = onStored
    }

    private struct Pending {
        var record: ResultRecord
        var deliveries: [QueueDelivery]
    }

    /// Handles a batch. Never throws: one bad message or record harms no other.
    public func handle(_ deliveries: [QueueDelivery]) async -> ProcessingOutcome {
        var outcome = ProcessingOutcome()
        let pending = Self.records(of: deliveries, &outcome)
        guard !pending.isEmpty else { return outcome }
        if await put(pending.map(\.record), attempts: attempts) == nil {
            settle(pending, &outcome)
            return outcome
        }
        // One refused record must not take the others with it.
        for one in pending {
            if let error = await put([one.record], attempts: 1) {
                Self.refuse(one, error, &outcome)
            } else {
                settle([one], &outcome)
            }
        }
        return outcome
    }

    /// Message by message, one record per key: a later delivery of the same key takes the place of an earlier one.
    private static func records(of deliveries: [QueueDelivery], _ outcome: inout ProcessingOutcome) -> [Pending] {
        var decoder = HistogramDecoder()
        var pending: [Pending] = []
        var positions: [String: Int] = [:]
        for delivery in deliveries {
            do throws(MessageError) {
                let record = try ResultRecord(try MessageCodec.decode(delivery.body), using: &decoder)
                let key = "\(record.testId) \(record.timestamp)"
                if let position = positions[key] {
                    pending[position].record = record
                    pending[position].deliveries.append(delivery)
                } else {
                    positions[key] = pending.count
                    pending.append(Pending(record: record, deliveries: [delivery]))
                }
            } catch {
                outcome.rejected.append(
                    ProcessingOutcome.Rejection(
                        receipt: delivery.receipt,
                        messageId: delivery.messageId,
                        label: error.label,
                        reason: error.description,
                        isTransient: false
                    )
                )
            }
        }
        return pending
    }

    /// Nil when the records are stored, otherwise why not.
    private func put(_ records: [ResultRecord], attempts: Int) async -> (any Error)? {
        for attempt in 0..<attempts {
            do {
                try await store.put(records)
                return nil
            } catch {
                guard attempt + 1 < attempts, !Task.isCancelled else { return error }
                try? await clock.sleep(for: backoff.delay(attempt: attempt, random: random()))
            }
        }
        return nil
    }

    private func settle(_ pending: [Pending], _ outcome: inout ProcessingOutcome) {
        outcome.acknowledged += pending.flatMap { $0.deliveries.map(\.receipt) }
        onStored(pending.map(\.record))
    }

    private static func refuse(_ pending: Pending, _ error: any Error, _ outcome: inout ProcessingOutcome) {
        outcome.rejected += pending.deliveries.map {
            ProcessingOutcome.Rejection(
                receipt: $0.receipt,
                messageId: $0.messageId,
                label: "store",
                reason: BoundedText.clean("the store did not take the record: \(error)"),
                isTransient: true
            )
        }
    }
}
