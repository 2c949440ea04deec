/// Messages that were received and are neither stored nor given up: the store refused them, or their acknowledgement
/// failed. The queue shows them again after its visibility time-out.
struct UnsettledMessages {
    /// How long a message is waited for; one that became a dead letter never comes again.
    static let patience = Duration.seconds(60)
    /// Most messages that are remembered.
    static let limit = 10_000

    private var receivedAt: [String: ContinuousClock.Instant] = [:]

    mutating func receive(_ deliveries: [QueueDelivery], at now: ContinuousClock.Instant) {
        for delivery in deliveries where receivedAt.count < Self.limit { receivedAt[delivery.messageId] = now }
    }

    mutating func settle(_ deliveries: [QueueDelivery], _ outcome: ProcessingOutcome) {
        let refused = Set(outcome.rejected.filter(\.isTransient).map(\.messageId))
        for delivery in deliveries where !refused.contains(delivery.messageId) { receivedAt[delivery.messageId] = nil }
    }

    /// Whether one of them may still come.
    func isAny(at now: ContinuousClock.Instant) -> Bool {
        receivedAt.values.contains { $0.duration(to: now) <= Self.patience }
    }
}
