import ResultPipeline
import Synchronization

/// The queue of results, with what stands in its way told in the container's log: each cause once, since a send is
/// repeated until it succeeds.
struct LoggedQueue: ResultQueue {
    private let queue: any ResultQueue
    private let told = Told()
    private let say: @Sendable (String) -> Void

    /// Causes that are told apart at most.
    private static let most = 20

    init(_ queue: any ResultQueue, say: @escaping @Sendable (String) -> Void) {
        self.queue = queue
        self.say = say
    }

    func send(_ messages: [QueueMessage]) async throws {
        do {
            try await queue.send(messages)
        } catch {
            let cause = "\(error)"
            if told.isNew(cause, most: Self.most) { say("results wait for the queue: \(cause)") }
            throw error
        }
    }

    func receive(limit: Int) async throws -> [QueueDelivery] { try await queue.receive(limit: limit) }
    func acknowledge(_ receipts: [String]) async throws { try await queue.acknowledge(receipts) }
    func reject(_ receipt: String, reason: String) async throws { try await queue.reject(receipt, reason: reason) }
    func deadLetters(limit: Int) async throws -> [DeadLetter] { try await queue.deadLetters(limit: limit) }

    private final class Told: Sendable {
        private let causes = Mutex<Set<String>>([])
        func isNew(_ cause: String, most: Int) -> Bool {
            causes.withLock { $0.count < most && $0.insert(cause).inserted }
        }
    }
}
