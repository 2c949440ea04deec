public import ResultPipeline
private import Synchronization

/// Records in memory. Like DynamoDB it refuses a batch in which a key occurs twice; like a real client it fails when the
/// caller has been cancelled.
public final class InMemoryResultStore: ResultStore {
    private struct State {
        var runs: [String: [Int64: ResultRecord]] = [:]
        var outages: [Range<Int64>] = []
        var refusedKeys: Set<Int64> = []
        var puts = 0
    }

    private let state = Mutex(State())
    private let clock: any PipelineClock
    private let writeTime: Duration

    /// A store without records.
    /// - Parameter writeTime: How long a batch takes.
    public init(clock: any PipelineClock = FakeClock(), writeTime: Duration = .zero) {
        self.clock = clock
        self.writeTime = writeTime
    }

    /// How many batches were asked for.
    public var puts: Int { state.withLock { $0.puts } }

    /// Makes every call fail between two times, in epoch milliseconds.
    public func fail(from start: Int64, to end: Int64) {
        state.withLock { $0.outages.append(start..<end) }
    }

    /// Makes every batch fail in which a record of that key is.
    public func refuse(key: Int64) {
        _ = state.withLock { $0.refusedKeys.insert(key) }
    }

    /// See ``ResultStore``.
    public func put(_ records: [ResultRecord]) async throws {
        state.withLock { $0.puts += 1 }
        try Task.checkCancellation()
        if writeTime > .zero { try await clock.sleep(for: writeTime) }
        let now = clock.now()
        try state.withLock { state in
            try Outage.check(state.outages, at: now, "the store")
            let keys = Set(records.map { "\($0.testId) \($0.timestamp)" })
            guard keys.count == records.count else { throw ContractViolation("a batch has the same key twice") }
            guard !records.contains(where: { state.refusedKeys.contains($0.timestamp) }) else {
                throw Outage(description: "the store refuses a key")
            }
            for record in records { state.runs[record.testId, default: [:]][record.timestamp] = record }
        }
    }

    /// See ``ResultStore``.
    public func records(of testId: String, after key: Int64?, limit: Int) async throws -> [ResultRecord] {
        try Task.checkCancellation()
        let now = clock.now()
        return try state.withLock { state in
            try Outage.check(state.outages, at: now, "the store")
            let run = (state.runs[testId] ?? [:]).filter { key == nil || $0.key > key ?? 0 }
            return run.sorted { $0.key < $1.key }.prefix(limit).map(\.value)
        }
    }
}
