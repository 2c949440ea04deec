internal import AWSClient
public import ResultPipeline

extension DynamoDBRunRegistry {
    /// See ``RunRegistry``.
    /// - Throws: ``TableError`` `unknownRun`, or `refused` for an index that no task has; `AWSError`.
    public func join(_ testId: String, taskIndex: Int) async throws {
        guard TaskRanges.indices.contains(taskIndex) else {
            throw TableError(.refused, "\(taskIndex) is no index of a task: 0…\(TaskRanges.indices.upperBound - 1)")
        }
        try await change(
            testId,
            "ADD #ready :task",
            ["#ready": HeaderItem.Name.ready],
            [":task": .numberSet([String(taskIndex)])]
        )
    }

    /// See ``RunRegistry``.
    /// - Throws: ``TableError`` `unknownRun`; `AWSError`.
    public func keep(_ testId: String, captures: [String: String]) async throws {
        var input = update(
            testId,
            "SET #captures = if_not_exists(#captures, :captures)",
            [
                "#captures": HeaderItem.Name.captures, "#at": HeaderItem.Name.startAt,
                "#stop": HeaderItem.Name.stopReason,
            ],
            [":captures": .map(captures.mapValues { .string($0) })]
        )
        input.condition = "attribute_exists(#id) AND attribute_not_exists(#at) AND attribute_not_exists(#stop)"
        input.returnsItemOnConditionFailure = true
        do {
            try await client.updateItem(input)
        } catch let error as AWSError where error.isConditionalCheckFailed {
            guard try await storedItem(testId, after: error) != nil else { throw Self.unknownRun(testId) }
        }
    }

    /// See ``RunRegistry``. The first start stays: of tasks that propose at once one writes, and the others are told what.
    /// - Throws: ``TableError`` `unknownRun`, or `refused` for a start of tasks that no run has; `AWSError`.
    public func start(_ testId: String, _ start: RunStart) async throws -> RunHeader {
        guard start.tasks.allSatisfy(TaskRanges.indices.contains), start.tasks.count <= TaskRanges.indices.count else {
            throw TableError(.refused, "a start names tasks 0…\(TaskRanges.indices.upperBound - 1)")
        }
        let fields = HeaderItem.start(start)
        var input = update(
            testId,
            "SET #at = :at, #tasks = :tasks, #status = if_not_exists(#verdict, :running) REMOVE #captures",
            [
                "#at": HeaderItem.Name.startAt, "#tasks": HeaderItem.Name.startTasks,
                "#status": HeaderItem.Name.status, "#verdict": HeaderItem.Name.outcomeVerdict,
                "#captures": HeaderItem.Name.captures,
            ],
            [
                ":at": fields[HeaderItem.Name.startAt] ?? .null, ":tasks": fields[HeaderItem.Name.startTasks] ?? .null,
                ":running": .string(HeaderItem.Status.running),
            ]
        )
        input.condition = "attribute_exists(#id) AND attribute_not_exists(#at)"
        input.returnValues = .allNew
        input.returnsItemOnConditionFailure = true
        do {
            return try HeaderItem.header(try await client.updateItem(input))
        } catch let error as AWSError where error.isConditionalCheckFailed {
            guard let item = try await storedItem(testId, after: error) else { throw Self.unknownRun(testId) }
            return try HeaderItem.header(item)
        }
    }

    /// See ``RunRegistry``.
    /// - Throws: ``TableError`` `unknownRun`; `AWSError`.
    public func requestStop(_ testId: String, reason: String) async throws {
        try await change(
            testId,
            "SET #stop = if_not_exists(#stop, :reason), #status = if_not_exists(#verdict, :stopping) REMOVE #captures",
            [
                "#stop": HeaderItem.Name.stopReason, "#status": HeaderItem.Name.status,
                "#verdict": HeaderItem.Name.outcomeVerdict, "#captures": HeaderItem.Name.captures,
            ],
            [":reason": .string(reason), ":stopping": .string(HeaderItem.Status.stopping)]
        )
    }

    /// See ``RunRegistry``.
    /// - Throws: ``TableError`` `unknownRun`; `AWSError`.
    public func finish(_ testId: String, _ outcome: RunOutcome) async throws {
        let fields = try HeaderItem.outcome(outcome).sorted { $0.key < $1.key }
        try await change(
            testId,
            "SET " + fields.indices.map { "#f\($0) = :f\($0)" }.joined(separator: ", ") + " REMOVE #captures",
            Dictionary(fields.enumerated().map { ("#f\($0.offset)", $0.element.key) }) { $1 }
                .merging(["#captures": HeaderItem.Name.captures]) { $1 },
            Dictionary(fields.enumerated().map { (":f\($0.offset)", $0.element.value) }) { $1 }
        )
    }

    /// An update of a header that exists.
    private func update(
        _ testId: String,
        _ update: String,
        _ names: [String: String],
        _ values: DynamoDBItem
    ) -> UpdateItemInput {
        UpdateItemInput(
            table: table,
            key: TableAttribute.key(testId, RecordKey.header),
            update: update,
            condition: "attribute_exists(#id)",
            bindings: ExpressionBindings(
                names: names.merging(["#id": TableAttribute.testId]) { $1 },
                values: values
            )
        )
    }

    private func change(
        _ testId: String,
        _ update: String,
        _ names: [String: String],
        _ values: DynamoDBItem
    ) async throws {
        do {
            try await client.updateItem(self.update(testId, update, names, values))
        } catch let error as AWSError where error.isConditionalCheckFailed {
            throw Self.unknownRun(testId)
        }
    }

    private static func unknownRun(_ testId: String) -> TableError {
        TableError(.unknownRun, "there is no run '\(BoundedText.clean(testId))' in this table")
    }
}
