public import ResultPipeline
private import Synchronization

/// The queue as one task sees it, until its process is killed: nothing gets through from then on.
public final class TetheredQueue: ResultQueue {
    private let queue: any ResultQueue
    private let isCut = Mutex(false)

    /// The whole `queue`, for now.
    public init(_ queue: any ResultQueue) {
        self.queue = queue
    }

    /// Kills the process.
    public func cut() {
        isCut.withLock { $0 = true }
    }

    private func check() throws {
        if isCut.withLock({ $0 }) { throw ContractViolation("the process is gone") }
    }

    /// See `ResultQueue`.
    public func send(_ messages: [QueueMessage]) async throws {
        try check()
        try await queue.send(messages)
    }

    /// See `ResultQueue`.
    public func receive(limit: Int) async throws -> [QueueDelivery] {
        try check()
        return try await queue.receive(limit: limit)
    }

    /// See `ResultQueue`.
    public func acknowledge(_ receipts: [String]) async throws {
        try check()
        try await queue.acknowledge(receipts)
    }

    /// See `ResultQueue`.
    public func reject(_ receipt: String, reason: String) async throws {
        try check()
        try await queue.reject(receipt, reason: reason)
    }

    /// See `ResultQueue`.
    public func deadLetters(limit: Int) async throws -> [DeadLetter] {
        try await queue.deadLetters(limit: limit)
    }
}
