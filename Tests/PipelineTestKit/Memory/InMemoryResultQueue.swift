public import ResultPipeline
private import Synchronization

/// A queue in memory, as unpleasant as SQS may be: messages come in any order, several times, and hide for their
/// visibility time-out; larger ones than 256 KiB are refused, and those with characters that SQS does not take. Like a
/// real client it fails when the caller has been cancelled.
public final class InMemoryResultQueue: ResultQueue {
    private struct Entry {
        var id: String
        var body: [UInt8]
        var copies: Int
        var receiveCount = 0
        var receipt: String?
        var visibleAt: Int64
        var reason = "received 3 times, never acknowledged"
    }

    private struct State {
        var entries: [Entry] = []
        var dead: [DeadLetter] = []
        var outages: [Range<Int64>] = []
        var lostAnswers: [Range<Int64>] = []
        var sends = 0
        var serial = 0
        var random: SeededGenerator
    }

    private static let maxReceives = 3
    private let clock: any PipelineClock
    private let visibility: Int64
    private let copies: Int
    private let state: Mutex<State>

    /// An empty queue.
    /// - Parameters:
    ///   - visibility: Milliseconds for which a delivery is hidden.
    ///   - copies: How often each message is delivered although it was acknowledged.
    ///   - seed: Source of the order of delivery.
    public init(clock: any PipelineClock, visibility: Int64 = 30_000, copies: Int = 1, seed: UInt64 = 1) {
        self.clock = clock
        self.visibility = visibility
        self.copies = copies
        state = Mutex(State(random: SeededGenerator(seed: seed)))
    }

    /// Makes every call fail between two times, in epoch milliseconds.
    public func fail(from start: Int64, to end: Int64) {
        state.withLock { $0.outages.append(start..<end) }
    }

    /// Makes senders believe, between two times, that messages were not stored although they were.
    public func loseAnswers(from start: Int64, to end: Int64) {
        state.withLock { $0.lostAnswers.append(start..<end) }
    }

    /// Makes dead letters messages again, as an operator does.
    public func redrive() {
        let now = clock.now()
        state.withLock { state in
            state.entries += state.dead.map { Entry(id: $0.messageId, body: $0.body, copies: 1, visibleAt: now) }
            state.dead = []
        }
    }

    /// Batches that were sent, in vain or not.
    public var sends: Int { state.withLock { $0.sends } }

    /// Messages that are neither acknowledged nor dead.
    public var count: Int { state.withLock { $0.entries.count } }

    /// See ``ResultQueue``.
    public func send(_ messages: [QueueMessage]) async throws {
        state.withLock { $0.sends += 1 }
        try access { state, now in
            for message in messages { try Self.check(message.body) }
            for message in messages {
                state.serial += 1
                let id = "message-\(state.serial)"
                // Visible whatever the wall clock does.
                state.entries.append(Entry(id: id, body: message.body, copies: copies, visibleAt: .min))
            }
            try Outage.check(state.lostAnswers, at: now, "the queue")
        }
    }

    /// SQS takes #x9, #xA, #xD, #x20–#xD7FF, #xE000–#xFFFD and #x10000–#x10FFFF (SendMessage, API reference).
    private static func check(_ body: [UInt8]) throws {
        guard body.count <= ResultMessage.maxBytes else {
            throw ContractViolation("a message has more than \(ResultMessage.maxBytes) bytes")
        }
        guard let text = String(validating: body, as: UTF8.self),
            text.unicodeScalars.allSatisfy({
                $0.value >= 0x20 && $0.value != 0xfffe && $0.value != 0xffff || [0x9, 0xa, 0xd].contains($0.value)
            })
        else { throw ContractViolation("a message has characters that SQS refuses") }
    }

    /// See ``ResultQueue``.
    public func receive(limit: Int) async throws -> [QueueDelivery] {
        try access { state, now in
            Self.bury(&state, now)
            let visible = state.entries.indices.filter { state.entries[$0].visibleAt <= now }
            return visible.shuffled(using: &state.random).prefix(limit).map { index in
                state.serial += 1
                let receipt = "receipt-\(state.serial)"
                state.entries[index].receiveCount += 1
                state.entries[index].receipt = receipt
                state.entries[index].visibleAt = now + visibility
                let entry = state.entries[index]
                return QueueDelivery(
                    messageId: entry.id,
                    receipt: receipt,
                    body: entry.body,
                    receiveCount: entry.receiveCount
                )
            }
        }
    }

    /// See ``ResultQueue``.
    public func acknowledge(_ receipts: [String]) async throws {
        try access { state, now in
            for receipt in receipts {
                guard let index = state.entries.firstIndex(where: { $0.receipt == receipt }) else { continue }
                state.entries[index].copies -= 1
                state.entries[index].receipt = nil
                state.entries[index].receiveCount = 0
                state.entries[index].visibleAt = now
                if state.entries[index].copies == 0 { state.entries.remove(at: index) }
            }
        }
    }

    /// See ``ResultQueue``.
    public func reject(_ receipt: String, reason: String) async throws {
        try access { state, now in
            guard let index = state.entries.firstIndex(where: { $0.receipt == receipt }) else { return }
            state.entries[index].receipt = nil
            state.entries[index].visibleAt = now
            state.entries[index].reason = reason
            Self.bury(&state, now)
        }
    }

    /// See ``ResultQueue``.
    public func deadLetters(limit: Int) async throws -> [DeadLetter] {
        try access { state, now in
            Self.bury(&state, now)
            return Array(state.dead.prefix(limit))
        }
    }

    private static func bury(_ state: inout State, _ now: Int64) {
        func isDead(_ entry: Entry) -> Bool { entry.receiveCount >= maxReceives && entry.visibleAt <= now }
        state.dead += state.entries.filter(isDead).map {
            DeadLetter(messageId: $0.id, body: $0.body, reason: $0.reason)
        }
        state.entries.removeAll(where: isDead)
    }

    private func access<Value>(_ body: (inout State, Int64) throws -> sending Value) throws -> sending Value {
        try Task.checkCancellation()
        let now = clock.now()
        return try state.withLock { state in
            try Outage.check(state.outages, at: now, "the queue")
            return try body(&state, now)
        }
    }
}
