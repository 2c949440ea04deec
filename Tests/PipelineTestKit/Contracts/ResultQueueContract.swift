public import ResultPipeline

/// Checks what ``ResultQueue`` promises, on a queue that nobody else uses, with 3 receives per message.
/// - Parameters:
///   - keepsReasons: Whether a dead letter has the reason of its last rejection, as the queue itself can keep it. Otherwise
///     it has to have some reason.
///   - advance: Lets so much time pass that every delivery so far is past its visibility time-out.
/// - Throws: ``ContractViolation``, or what the queue throws.
public func checkResultQueue(
    _ queue: any ResultQueue,
    keepsReasons: Bool = true,
    advance: () async throws -> Void
) async throws {
    try await checkDelivery(queue, advance)
    try await checkRedelivery(queue, advance)
    try await checkAcknowledgement(queue, advance)
    try await checkRejection(queue, keepsReasons)
    try await checkGivingUp(queue, advance)
    try await checkLimits(queue)
    let left = try await queue.receive(limit: 10)
    try requireEqual(left.count, 0, "a queue from which all was acknowledged is empty")
}

private func messages(_ count: Int, _ note: String) -> [QueueMessage] {
    (0..<count).map {
        QueueMessage(testId: "contract-queue", body: Array("{\"note\":\"\(note) é ✓\",\"n\":\($0)}".utf8))
    }
}

/// Receives until `count` messages came; a queue may hand over fewer at a time than were asked for.
private func collect(_ count: Int, from queue: any ResultQueue) async throws -> [QueueDelivery] {
    var collected: [QueueDelivery] = []
    var empty = 0
    while collected.count < count, empty < 20 {
        let batch = try await queue.receive(limit: 10)
        try require(batch.count <= 10, "a receive hands over no more than its limit")
        empty += batch.isEmpty ? 1 : 0
        collected += batch
    }
    try requireEqual(collected.count, count, "as many deliveries as messages sent")
    return collected
}

private func checkDelivery(_ queue: any ResultQueue, _ advance: () async throws -> Void) async throws {
    let none = try await queue.receive(limit: 10)
    try requireEqual(none.count, 0, "an empty queue answers at once, with nothing")
    let sent = messages(25, "delivery")
    for start in stride(from: 0, to: 25, by: 10) { try await queue.send(Array(sent[start..<min(start + 10, 25)])) }
    let deliveries = try await collect(25, from: queue)
    try requireEqual(Set(deliveries.map(\.body)), Set(sent.map(\.body)), "every body arrives as it was sent")
    try requireEqual(Set(deliveries.map(\.messageId)).count, 25, "every message has an id of its own")
    try requireEqual(Set(deliveries.map(\.receipt)).count, 25, "every delivery has a receipt of its own")
    try requireEqual(Set(deliveries.map(\.receiveCount)), [1], "a first delivery counts 1")
    let hidden = try await queue.receive(limit: 10)
    try requireEqual(hidden.count, 0, "delivered messages are hidden until their visibility time-out")
    try await queue.acknowledge(deliveries.map(\.receipt))
    try await advance()
    let gone = try await queue.receive(limit: 10)
    try requireEqual(gone.count, 0, "acknowledged messages never come back")
}

private func checkRedelivery(_ queue: any ResultQueue, _ advance: () async throws -> Void) async throws {
    try await queue.send(messages(1, "redelivery"))
    let first = try await collect(1, from: queue)[0]
    try await advance()
    let second = try await collect(1, from: queue)[0]
    try requireEqual(second.messageId, first.messageId, "a message keeps its id when it is delivered again")
    try requireEqual(second.body, first.body, "a message keeps its body when it is delivered again")
    try requireEqual(second.receiveCount, 2, "a second delivery counts 2")
    try require(second.receipt != first.receipt, "a second delivery has a receipt of its own")
    try await queue.acknowledge([second.receipt])
}

private func checkAcknowledgement(_ queue: any ResultQueue, _ advance: () async throws -> Void) async throws {
    try await queue.send(messages(2, "acknowledgement"))
    let two = try await collect(2, from: queue)
    try await queue.acknowledge(["no such receipt", two[0].receipt])
    try await queue.acknowledge([two[0].receipt])
    try await queue.acknowledge([])
    try await advance()
    let rest = try await collect(1, from: queue)
    try requireEqual(rest[0].messageId, two[1].messageId, "a receipt that is not valid harms no other message")
    try await queue.acknowledge(rest.map(\.receipt))
}

private func checkRejection(_ queue: any ResultQueue, _ keepsReasons: Bool) async throws {
    try await queue.send(messages(1, "poison"))
    var delivery = try await collect(1, from: queue)[0]
    for count in 1...3 {
        try requireEqual(delivery.receiveCount, count, "a rejected message is visible again at once")
        try await queue.reject(delivery.receipt, reason: "reason \(count)")
        if count < 3 { delivery = try await collect(1, from: queue)[0] }
    }
    let none = try await queue.receive(limit: 10)
    try requireEqual(none.count, 0, "after 3 receives a rejected message is not delivered any more")
    let dead = try await queue.deadLetters(limit: 100).first { $0.messageId == delivery.messageId }
    try requireEqual(dead?.body, delivery.body, "a dead letter keeps its body")
    if keepsReasons {
        try requireEqual(dead?.reason, "reason 3", "a dead letter keeps the last reason")
    } else {
        try require(dead.map { !$0.reason.isEmpty } ?? false, "a dead letter has a reason")
    }
    try await queue.reject("no such receipt", reason: "ignored")
}

private func checkGivingUp(_ queue: any ResultQueue, _ advance: () async throws -> Void) async throws {
    try await queue.send(messages(1, "never acknowledged"))
    var id = ""
    for _ in 1...3 {
        id = try await collect(1, from: queue)[0].messageId
        try await advance()
    }
    let none = try await queue.receive(limit: 10)
    try requireEqual(none.count, 0, "after 3 receives without acknowledgement a message is not delivered any more")
    let dead = try await queue.deadLetters(limit: 100).first { $0.messageId == id }
    try require(
        dead.map { !$0.reason.isEmpty } ?? false,
        "a message that nobody acknowledged is a dead letter with a reason"
    )
    let limited = try await queue.deadLetters(limit: 1)
    try requireEqual(limited.count, 1, "dead letters are listed up to the limit")
}

private func checkLimits(_ queue: any ResultQueue) async throws {
    let largest = [UInt8](repeating: UInt8(ascii: "x"), count: ResultMessage.maxBytes)
    try await requireError("sending more than 256 KiB") {
        try await queue.send([QueueMessage(testId: "contract-queue", body: largest + [UInt8(ascii: "x")])])
    }
    let refused = try await queue.receive(limit: 10)
    try requireEqual(refused.count, 0, "a refused message is not stored")
    try await queue.send([QueueMessage(testId: "contract-queue", body: largest)])
    let delivered = try await collect(1, from: queue)
    try requireEqual(delivered[0].body.count, largest.count, "a message of 256 KiB arrives whole")
    try await queue.acknowledge(delivered.map(\.receipt))

    try await queue.send(messages(3, "limit"))
    let one = try await queue.receive(limit: 1)
    try requireEqual(one.count, 1, "a receive hands over no more than its limit")
    let others = try await collect(2, from: queue)
    try await queue.acknowledge((one + others).map(\.receipt))
}
