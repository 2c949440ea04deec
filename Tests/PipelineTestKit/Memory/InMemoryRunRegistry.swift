public import ResultPipeline
private import Synchronization

/// Run headers in memory. Like a real client it fails when the caller has been cancelled.
public final class InMemoryRunRegistry: RunRegistry {
    private let runs = Mutex<[String: RunHeader]>([:])
    private let outages = Mutex<[Range<Int64>]>([])
    private let clock: any PipelineClock

    /// A registry without runs.
    public init(clock: any PipelineClock = FakeClock()) {
        self.clock = clock
    }

    /// Makes every call fail between two times, in epoch milliseconds.
    public func fail(from start: Int64, to end: Int64) {
        outages.withLock { $0.append(start..<end) }
    }

    private func check() throws {
        try Task.checkCancellation()
        let now = clock.now()
        try outages.withLock { try Outage.check($0, at: now, "the registry") }
    }

    /// See ``RunRegistry``.
    public func claim(_ header: RunHeader) async throws -> RunClaim {
        try check()
        return runs.withLock { runs in
            guard let existing = runs[header.testId] else {
                runs[header.testId] = header
                return .created
            }
            return existing.asksForSameRun(as: header) ? .existing(existing) : .conflict(existing)
        }
    }

    /// See ``RunRegistry``.
    public func header(of testId: String) async throws -> RunHeader? {
        try check()
        return runs.withLock { $0[testId] }
    }

    /// See ``RunRegistry``.
    public func keep(_ testId: String, captures: [String: String]) async throws {
        _ = try update(testId) {
            if $0.start == nil, $0.stopReason == nil { $0.captures = $0.captures ?? captures }
        }
    }

    /// See ``RunRegistry``.
    public func join(_ testId: String, taskIndex: Int) async throws {
        _ = try update(testId) { $0.ready.insert(taskIndex) }
    }

    /// See ``RunRegistry``.
    public func start(_ testId: String, _ start: RunStart) async throws -> RunHeader {
        try update(testId) {
            $0.start = $0.start ?? start
            $0.captures = nil
        }
    }

    /// See ``RunRegistry``.
    public func requestStop(_ testId: String, reason: String) async throws {
        _ = try update(testId) {
            $0.stopReason = $0.stopReason ?? reason
            $0.captures = nil
        }
    }

    /// See ``RunRegistry``.
    public func finish(_ testId: String, _ outcome: RunOutcome) async throws {
        _ = try update(testId) {
            $0.outcome = outcome
            $0.captures = nil
        }
    }

    /// See ``RunRegistry``.
    public func runs(limit: Int) async throws -> [RunHeader] {
        try check()
        return runs.withLock { Array($0.values.sorted { $0.createdAt > $1.createdAt }.prefix(limit)) }
    }

    private func update(_ testId: String, _ change: (inout RunHeader) -> Void) throws -> RunHeader {
        try check()
        return try runs.withLock { runs in
            guard var header = runs[testId] else { throw ContractViolation("there is no run '\(testId)'") }
            change(&header)
            runs[testId] = header
            return header
        }
    }
}
