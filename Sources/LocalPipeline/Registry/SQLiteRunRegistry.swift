internal import GRDB
public import ResultPipeline

/// Headers of runs in the local database: the rows of `LoadTestResults` with timestamp 0. Every change is one
/// transaction that reads the header and writes it back under the file's write lock.
public struct SQLiteRunRegistry: RunRegistry {
    private let database: SQLiteDatabase
    private let memo = HeaderMemo()

    /// A registry in `database`.
    public init(_ database: SQLiteDatabase) {
        self.database = database
    }

    /// See ``RunRegistry``. The same run is the same plan on as many tasks; when it was claimed does not matter.
    /// - Throws: ``LocalPipelineError`` `refused` for a name that no run may have, or an error of the database.
    public func claim(_ header: RunHeader) async throws -> RunClaim {
        guard TestID.isValid(header.testId) else {
            throw LocalPipelineError(.refused, "a run is named by 1–64 of A-Za-z0-9._-, not by '\(header.testId)'")
        }
        return try await database.write { db in
            guard let existing = try HeaderRow.fetch(db, header.testId) else {
                try HeaderRow.store(db, header)
                return .created
            }
            return existing.isSameRun(as: header) ? .existing(existing) : .conflict(existing)
        }
    }

    /// See ``RunRegistry``.
    /// - Throws: ``LocalPipelineError`` `unreadableRow`, or an error of the database.
    public func header(of testId: String) async throws -> RunHeader? {
        guard let text = try await database.select({ try HeaderRow.text($0, testId) }) else { return nil }
        return try memo.header(text) { try HeaderRow.header($0, testId) }
    }

    /// See ``RunRegistry``.
    /// - Throws: ``LocalPipelineError`` `unknownRun`, or an error of the database.
    public func keep(_ testId: String, captures: [String: String]) async throws {
        try await change(testId) {
            if $0.start == nil, $0.stopReason == nil { $0.captures = $0.captures ?? captures }
        }
    }

    /// See ``RunRegistry``. Joining twice writes once.
    /// - Throws: ``LocalPipelineError`` `unknownRun`, or an error of the database.
    public func join(_ testId: String, taskIndex: Int) async throws {
        try await change(testId) { $0.ready.insert(taskIndex) }
    }

    /// See ``RunRegistry``.
    /// - Throws: ``LocalPipelineError`` `unknownRun`, or an error of the database.
    public func start(_ testId: String, _ start: RunStart) async throws -> RunHeader {
        try await change(testId) {
            $0.start = $0.start ?? start
            $0.captures = nil
        }
    }

    /// See ``RunRegistry``.
    /// - Throws: ``LocalPipelineError`` `unknownRun`, or an error of the database.
    public func requestStop(_ testId: String, reason: String) async throws {
        try await change(testId) {
            $0.stopReason = $0.stopReason ?? reason
            $0.captures = nil
        }
    }

    /// See ``RunRegistry``. The outcome is in the plain columns of the header's row, too.
    /// - Throws: ``LocalPipelineError`` `unknownRun`, or an error of the database.
    public func finish(_ testId: String, _ outcome: RunOutcome) async throws {
        try await change(testId) {
            $0.outcome = outcome
            $0.captures = nil
        }
    }

    /// See ``RunRegistry``. Of runs claimed in the same millisecond the one whose name sorts last comes first.
    /// - Throws: ``LocalPipelineError`` `unreadableRow`, or an error of the database.
    public func runs(limit: Int) async throws -> [RunHeader] {
        guard limit > 0 else { return [] }
        return try await database.select { db in try HeaderRow.newest(db, limit: limit) }
    }

    /// Applies a change to the header as it stands, and answers what came of it. No change writes nothing.
    @discardableResult
    private func change(
        _ testId: String,
        _ change: @escaping @Sendable (inout RunHeader) -> Void
    ) async throws -> RunHeader {
        try await database.write { db in
            guard let before = try HeaderRow.fetch(db, testId) else {
                throw LocalPipelineError(.unknownRun, "there is no run '\(testId)' in this database")
            }
            var after = before
            change(&after)
            if after != before { try HeaderRow.store(db, after) }
            return after
        }
    }
}

extension RunHeader {
    /// Whether a claim asks for the run that this is: the same plan on the same tasks.
    fileprivate func isSameRun(as other: RunHeader) -> Bool {
        plan == other.plan && taskCount == other.taskCount && minTasks == other.minTasks
    }
}
