public import ResultPipeline

/// Checks what ``ResultStore`` promises, on runs of its own whose names begin with `prefix`.
/// - Throws: ``ContractViolation``, or what the store throws.
public func checkResultStore(_ store: any ResultStore, prefix: String = "contract") async throws {
    try await checkOrder(store, "\(prefix)-order")
    try await checkReplacement(store, "\(prefix)-replacement")
    try await checkPages(store, "\(prefix)-pages")
    try await checkWritersAtOnce(store, "\(prefix)-writers")
}

private func checkOrder(_ store: any ResultStore, _ testId: String) async throws {
    let none = try await store.records(of: testId, after: nil, limit: 10)
    try requireEqual(none.count, 0, "a run without records has none")
    let records = try [
        Sample.final(testId, sequence: 3, second: 2), Sample.window(testId, sequence: 2, second: 1, task: 1),
        Sample.window(testId, sequence: 1, second: 0), Sample.started(testId),
        Sample.window(testId, sequence: 1, second: 0, task: 999, exemplars: Sample.exemplars),
    ]
    try await store.put(records)
    try await store.put([try Sample.window("\(testId)-other", sequence: 1, second: 0)])
    try await store.put([])
    let read = try await store.records(of: testId, after: nil, limit: 10)
    let wanted = records.sorted { $0.timestamp < $1.timestamp }
    try requireEqual(
        read.map(\.timestamp),
        wanted.map(\.timestamp),
        "records of one run come in ascending order of key"
    )
    try requireEqual(read, wanted, "records are read as they were written, histograms and exemplars included")
}

private func checkReplacement(_ store: any ResultStore, _ testId: String) async throws {
    let first = try Sample.window(testId, sequence: 1, second: 0, requests: 1)
    let second = try Sample.window(testId, sequence: 1, second: 0, requests: 2)
    try await store.put([first])
    try await store.put([second])
    try await store.put([second])
    let read = try await store.records(of: testId, after: nil, limit: 10)
    try requireEqual(read, [second], "a record of the same key replaces the earlier one")
}

private func checkPages(_ store: any ResultStore, _ testId: String) async throws {
    let records = try (0..<60).map { try Sample.window(testId, sequence: $0 + 1, second: $0) }
    for start in stride(from: 0, to: 60, by: 20) { try await store.put(Array(records[start..<start + 20].reversed())) }
    var read: [ResultRecord] = []
    while true {
        let page = try await store.records(of: testId, after: read.last?.timestamp, limit: 7)
        try require(page.count <= 7, "a page has no more records than its limit")
        guard !page.isEmpty else { break }
        read += page
    }
    try requireEqual(read, records, "pages, each after the last key of the one before, are together all records")
    for cut in [records[0].timestamp, records[41].timestamp + 1, records[59].timestamp + 1] {
        let before = try await messages(store, testId, RecordKey.header + 1...cut - 1)
        let after = try await messages(store, testId, cut...Int64.max)
        try requireEqual(before + after, records.map(\.message), "two ranges are together all messages, in order")
        try requireEqual(
            after,
            records.filter { $0.timestamp >= cut }.map(\.message),
            "a range has the messages of its keys"
        )
    }
}

private func messages(
    _ store: any ResultStore,
    _ testId: String,
    _ keys: ClosedRange<Int64>
) async throws -> [ResultMessage] {
    var messages: [ResultMessage] = []
    var next: Int64? = keys.lowerBound
    while let first = next {
        let page = try await store.messages(of: testId, in: first...keys.upperBound, limit: 7)
        try require(page.messages.count <= 7, "a page has no more messages than its limit")
        try require(page.next.map { $0 > first && $0 <= keys.upperBound } ?? true, "a page goes on within its range")
        messages += page.messages
        next = page.next
    }
    return messages
}

private func checkWritersAtOnce(_ store: any ResultStore, _ testId: String) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
        for task in 0..<8 {
            let records = try (1...5).map { try Sample.window(testId, sequence: $0, second: $0, task: task) }
            group.addTask { try await store.put(records) }
        }
        try await group.waitForAll()
    }
    let read = try await store.records(of: testId, after: nil, limit: 100)
    try requireEqual(read.count, 40, "records that several tasks write at once are all there")
}
