public import AWSClient
public import ResultPipeline

/// Headers of runs in the results table: item 0 of each run, changed by conditional writes of that one item, so that every
/// call is atomic; and a partition of its own that lists the runs.
///
/// A worker's role needs GetItem and UpdateItem: `header`, `join`, `start`, `requestStop` and `finish` use no other
/// operation. `claim` needs PutItem, `runs` needs Query and BatchGetItem.
///
/// **Read units.** A worker looks at the header about once a second, at the barrier and then at its control flag. The item
/// of a run of 1000 tasks grows from 1–2 KB (the plan) to 5–6 KB (the set `ready`), which is 2 units for a consistent read
/// and 1 for an eventually consistent one: 2000 or 1000 units a second for 1000 tasks, of the 3000 that DynamoDB gives one
/// partition, where the run's records are read from, too. Wire workers of large runs with `consistentReads: false`: a look
/// that is some milliseconds old costs them another look at worst, as all that must not race is decided by conditions.
/// A plan with a large body costs in proportion; up to 256 KB are admitted.
///
/// **Write units.** Each `join` writes the whole item: some 3000 units for 1000 tasks, over the minute that Fargate takes
/// to start them.
public struct DynamoDBRunRegistry: RunRegistry {
    let client: DynamoDBClient
    let table: String
    let clock: any PipelineClock
    let consistentReads: Bool
    let retention: Retention

    /// - Parameters:
    ///   - table: Name or ARN of the table.
    ///   - clock: Decides what has expired.
    ///   - consistentReads: Whether reads see every write that was answered before.
    ///   - retention: How long a run that is claimed is kept after its load.
    public init(
        client: DynamoDBClient,
        table: String,
        clock: any PipelineClock = SystemClock(),
        consistentReads: Bool = true,
        retention: Retention = .standard
    ) {
        self.client = client
        self.table = table
        self.clock = clock
        self.consistentReads = consistentReads
        self.retention = retention
    }

    /// See ``RunRegistry``. A run whose 90 days are over is none any more, and its name is free. Where the answer to a claim
    /// that succeeded was lost, the client's second attempt finds the run and answers `.existing`.
    /// - Throws: ``TableError`` `refused` or `oversized` for a header that cannot be stored, as its plan holds credentials for one, `unreadableItem` or
    ///   `unknownVersion` for one that is there and cannot be read; `AWSError`.
    public func claim(_ header: RunHeader) async throws -> RunClaim {
        if let objection = StoredPlanRules.objection(to: header.plan) {
            throw TableError(.refused, "run '\(BoundedText.clean(header.testId))': \(objection.message)")
        }
        var item = try HeaderItem.item(header)
        item[TableAttribute.ttl] = .integer(expiry(of: header))
        let put = PutItemInput(
            table: table,
            item: item,
            condition: "attribute_not_exists(#id) OR #ttl <= :now",
            bindings: ExpressionBindings(
                names: ["#id": TableAttribute.testId, "#ttl": TableAttribute.ttl],
                values: [":now": .integer(clock.now() / 1000)]
            ),
            returnsItemOnConditionFailure: true
        )
        do {
            try await client.putItem(put)
            try await index.add(header)
            return .created
        } catch let error as AWSError where error.isConditionalCheckFailed {
            guard let item = try await storedItem(header.testId, after: error) else {
                throw TableError(.unknownRun, "run '\(header.testId)' was deleted while it was claimed; claim it again")
            }
            let existing = try HeaderItem.header(item)
            // Whoever created the run may have died before listing it.
            try await index.add(existing)
            return existing.asksForSameRun(as: header) ? .existing(existing) : .conflict(existing)
        }
    }

    /// See ``RunRegistry``.
    /// - Throws: ``TableError`` `unreadableItem` or `unknownVersion`; `AWSError`.
    public func header(of testId: String) async throws -> RunHeader? {
        guard TestID.isValid(testId) else { return nil }
        let input = GetItemInput(
            table: table,
            key: TableAttribute.key(testId, RecordKey.header),
            isConsistent: consistentReads
        )
        guard let item = try await client.getItem(input), !item.isExpired(at: clock.now()) else { return nil }
        return try HeaderItem.header(item)
    }

    /// See ``RunRegistry``. The newest by the time of their claim. No scan and no secondary index: each run is listed in
    /// the partition `#runs`, whose name no run can have.
    /// - Throws: ``TableError`` `notRead`, `unreadableItem` or `unknownVersion`; `AWSError`.
    public func runs(limit: Int) async throws -> [RunHeader] {
        try await index.newest(limit)
    }

    /// The second at which a run that is claimed now expires.
    func expiry(of header: RunHeader) -> Int64 { retention.expiry(standard: HeaderItem.expiry(of: header)) }

    private var index: RunIndex { RunIndex(registry: self) }

    /// The header's item as it stood when a condition failed: with the error, or read where it is not there.
    func storedItem(_ testId: String, after error: AWSError) async throws -> DynamoDBItem? {
        if let item = error.conditionalCheckItem { return item }
        let key = TableAttribute.key(testId, RecordKey.header)
        return try await client.getItem(GetItemInput(table: table, key: key, isConsistent: true))
    }
}
