/// What became of a batch of deliveries. Every delivery is in exactly one of the two lists.
public struct ProcessingOutcome: Hashable, Sendable {
    /// A delivery whose message is not in the store.
    public struct Rejection: Hashable, Sendable {
        /// The delivery.
        public var receipt: String
        /// The message, as AWS Lambda's `batchItemFailures` name it.
        public var messageId: String
        /// Bounded label for metrics.
        public var label: String
        /// Why, for people.
        public var reason: String
        /// The message is sound and the store did not take it: it should come again after its visibility time-out.
        /// Otherwise it is poison, and will fail again.
        public var isTransient: Bool

        /// Creates a rejection.
        public init(receipt: String, messageId: String, label: String, reason: String, isTransient: Bool) {
            self.receipt = receipt
            self.messageId = messageId
            self.label = label
            self.reason = reason
            self.isTransient = isTransient
        }
    }

    /// Receipts of deliveries whose message is stored.
    public var acknowledged: [String] = []
    /// The others.
    public var rejected: [Rejection] = []

    /// An outcome of nothing.
    public init() {}
}
