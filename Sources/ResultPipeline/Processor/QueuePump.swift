private import Synchronization

/// Carries messages from the queue to the processor, where no Lambda does.
///
/// Poison is rejected with its reason at once. What only the store refused is left to its visibility time-out, so that a
/// store in trouble has that long, three times over, before a message becomes a dead letter.
public final class QueuePump: Sendable {
    private let queue: any ResultQueue
    private let processor: ResultProcessor
    private let clock: any PipelineClock
    private let poll: Duration
    private let backoff: Backoff
    private let random: @Sendable () -> Double
    private let isDraining = Mutex(false)

    /// A pump that looks for messages every `poll` while there are none.
    public init(
        queue: any ResultQueue,
        processor: ResultProcessor,
        clock: any PipelineClock = SystemClock(),
        poll: Duration = .milliseconds(100),
        backoff: Backoff = Backoff(),
        random: @escaping @Sendable () -> Double = { Double.random(in: 0..<1) }
    ) {
        self.queue = queue
        self.processor = processor
        self.clock = clock
        self.poll = poll
        self.backoff = backoff
        self.random = random
    }

    /// Makes ``run()`` return as soon as the queue shows no message any more, and every message that the store refused, or
    /// whose acknowledgement failed, has come again or is a minute old.
    public func drain() {
        isDraining.withLock { $0 = true }
    }

    /// Carries messages until told to ``drain()`` or cancelled. A queue that does not answer is tried again for ever.
    public func run() async {
        var failures = 0
        var unsettled = UnsettledMessages()
        while !Task.isCancelled {
            let mayEnd = isDraining.withLock { $0 }
            do {
                let deliveries = try await queue.receive(limit: 10)
                if deliveries.isEmpty {
                    if mayEnd && !unsettled.isAny(at: clock.instant()) { return }
                    try await clock.sleep(for: poll)
                } else {
                    unsettled.receive(deliveries, at: clock.instant())
                    let outcome = await processor.handle(deliveries)
                    try await settle(outcome)
                    unsettled.settle(deliveries, outcome)
                }
                failures = 0
            } catch {
                try? await clock.sleep(for: backoff.delay(attempt: failures, random: random()))
                failures += 1
            }
        }
    }

    private func settle(_ outcome: ProcessingOutcome) async throws {
        if !outcome.acknowledged.isEmpty { try await queue.acknowledge(outcome.acknowledged) }
        for rejection in outcome.rejected where !rejection.isTransient {
            try await queue.reject(rejection.receipt, reason: rejection.reason)
        }
    }
}
