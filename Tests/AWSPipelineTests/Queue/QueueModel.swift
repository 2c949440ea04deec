import PipelineTestKit
import ResultPipeline

/// What an SQS standard queue and its dead-letter queue hold. Time is a parameter.
struct QueueModel {
    struct Message {
        var id: String
        var body: String
        var receiveCount = 0
        var visibleAt: Duration
        var handle: String?
    }

    static let maxReceiveCount = 3
    private(set) var messages: [String: [Message]] = [FakeSQS.url: [], FakeSQS.deadLetterUrl: []]
    /// Every handle there ever was, with its queue.
    private var handles: [String: String] = [:]
    private var serial = 0
    private var random: SeededGenerator

    init(seed: UInt64) {
        random = SeededGenerator(seed: seed)
    }

    func bodies(in url: String) -> [String] { (messages[url] ?? []).map(\.body) }

    mutating func send(_ body: String, to url: String, at now: Duration) -> String {
        serial += 1
        let id = "message-\(serial)"
        messages[url]?.append(Message(id: id, body: body, visibleAt: now))
        return id
    }

    /// In any order. A message received as often as allowed goes to the dead letters instead, where it keeps its id.
    mutating func receive(_ limit: Int, from url: String, visibility: Duration, at now: Duration) -> [Message] {
        if url == FakeSQS.url { bury(at: now) }
        let visible = (messages[url] ?? []).indices.filter { messages[url]?[$0].visibleAt ?? .zero <= now }
        return visible.shuffled(using: &random).prefix(limit).compactMap { index in
            serial += 1
            let handle = "handle-\(serial)"
            handles[handle] = url
            messages[url]?[index].receiveCount += 1
            messages[url]?[index].handle = handle
            messages[url]?[index].visibleAt = now + visibility
            return messages[url]?[index]
        }
    }

    private mutating func bury(at now: Duration) {
        func isDead(_ message: Message) -> Bool {
            message.receiveCount >= Self.maxReceiveCount && message.visibleAt <= now
        }
        for var message in messages[FakeSQS.url] ?? [] where isDead(message) {
            message.handle = nil
            messages[FakeSQS.deadLetterUrl]?.append(message)
        }
        messages[FakeSQS.url]?.removeAll(where: isDead)
    }

    /// False for a handle that was never given out. One of an earlier delivery, or of a message that is gone, is taken
    /// and changes nothing.
    mutating func delete(_ handle: String, from url: String) -> Bool {
        guard handles[handle] == url else { return false }
        messages[url]?.removeAll { $0.handle == handle }
        return true
    }

    enum Change {
        case changed, unknownHandle, notInFlight
    }

    mutating func hide(_ handle: String, in url: String, for time: Duration, at now: Duration) -> Change {
        guard handles[handle] == url else { return .unknownHandle }
        guard let index = messages[url]?.firstIndex(where: { $0.handle == handle && $0.visibleAt > now }) else {
            return .notInFlight
        }
        messages[url]?[index].visibleAt = now + time
        return .changed
    }
}
