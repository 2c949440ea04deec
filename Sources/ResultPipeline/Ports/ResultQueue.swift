/// A durable queue with the semantics of an SQS standard queue: delivery at least once, in any order, a visibility
/// time-out per delivery, and dead letters after `maxReceives` receives.
public protocol ResultQueue: Sendable {
    /// Stores messages durably. Throws when any was not stored; sending one again may double it, which readers bear.
    func send(_ messages: [QueueMessage]) async throws
    /// At most `limit` messages, each hidden from other receivers until its visibility time-out has passed.
    /// An empty answer means that nothing was visible.
    func receive(limit: Int) async throws -> [QueueDelivery]
    /// Removes delivered messages for good. A receipt that is no longer valid is an error of that message only and is ignored.
    func acknowledge(_ receipts: [String]) async throws
    /// Makes a delivery visible again at once, with the reason why it could not be processed; after `maxReceives`
    /// receives the message becomes a dead letter and keeps the reason.
    func reject(_ receipt: String, reason: String) async throws
    /// Messages that could not be processed, with their reasons.
    func deadLetters(limit: Int) async throws -> [DeadLetter]
}

/// What a worker sends.
public struct QueueMessage: Hashable, Sendable {
    /// The run it belongs to, so that a local queue can be read per run.
    public let testId: String
    /// JSON, at most 256 KiB.
    public let body: [UInt8]

    /// Creates a message.
    public init(testId: String, body: [UInt8]) {
        self.testId = testId
        self.body = body
    }
}

/// One delivery of a message; a message may be delivered again.
public struct QueueDelivery: Hashable, Sendable {
    /// Names the message; equal in every delivery of it.
    public let messageId: String
    /// Names this delivery; what `acknowledge` and `reject` take.
    public let receipt: String
    /// JSON as it was sent.
    public let body: [UInt8]
    /// How often the message has been received, this time included.
    public let receiveCount: Int

    /// Creates a delivery.
    public init(messageId: String, receipt: String, body: [UInt8], receiveCount: Int) {
        self.messageId = messageId
        self.receipt = receipt
        self.body = body
        self.receiveCount = receiveCount
    }
}

/// A message given up after its last receive.
public struct DeadLetter: Hashable, Sendable {
    /// Names the message.
    public let messageId: String
    /// As it was sent.
    public let body: [UInt8]
    /// Why the last attempt failed.
    public let reason: String

    /// Creates a dead letter.
    public init(messageId: String, body: [UInt8], reason: String) {
        self.messageId = messageId
        self.body = body
        self.reason = reason
    }
}
