internal import AWSClient
internal import ResultPipeline

/// The list of runs: one small item per run in a partition of their own, by the time of their claim.
struct RunIndex {
    /// No run has this name: `#` is not allowed in one.
    static let partition = "#runs"
    private static let run = "run"

    let registry: DynamoDBRunRegistry

    /// Lists a run; again changes nothing.
    ///
    /// The key is the time of the claim in microseconds. Runs are claimed at milliseconds, so the last three digits are
    /// free to tell runs of one millisecond apart: by a hash of the name, and the next free one where that is taken.
    func add(_ header: RunHeader) async throws {
        let hash = Int64(TestID.hash(of: header.testId) % 1000)
        for probe in 0..<Int64(100) {
            let key = header.createdAt * 1000 + (hash + probe) % 1000
            var item = TableAttribute.key(Self.partition, key)
            item[TableAttribute.kind] = .string("run")
            item[Self.run] = .string(header.testId)
            item[TableAttribute.ttl] = .integer(registry.expiry(of: header))
            let put = PutItemInput(
                table: registry.table,
                item: item,
                condition: "attribute_not_exists(#id) OR #run = :run OR #ttl <= :now",
                bindings: ExpressionBindings(
                    names: ["#id": TableAttribute.testId, "#run": Self.run, "#ttl": TableAttribute.ttl],
                    values: [":run": .string(header.testId), ":now": .integer(registry.clock.now() / 1000)]
                )
            )
            do {
                return try await registry.client.putItem(put)
            } catch let error as AWSError where error.isConditionalCheckFailed {
                continue
            }
        }
        throw TableError(
            .refused,
            "a hundred runs are listed for millisecond \(header.createdAt); claim it again later"
        )
    }

    /// The newest headers, at most `limit`; runs whose header is gone are passed over.
    func newest(_ limit: Int) async throws -> [RunHeader] {
        var headers: [RunHeader] = []
        var seen: Set<String> = []
        var query = QueryInput(
            table: registry.table,
            keyCondition: "#id = :runs",
            bindings: ExpressionBindings(
                names: ["#id": TableAttribute.testId],
                values: [":runs": .string(Self.partition)]
            )
        )
        query.isAscending = false
        query.isConsistent = registry.consistentReads
        while headers.count < limit {
            query.limit = min(limit - headers.count, DynamoDBClient.maxBatchGet)
            let page = try await registry.client.query(query)
            let now = registry.clock.now()
            let names = page.items.filter { !$0.isExpired(at: now) }.compactMap { $0[Self.run]?.string }
            let found = try await self.headers(of: names.filter { seen.insert($0).inserted && TestID.isValid($0) })
            headers += found
            guard let next = page.lastEvaluatedKey else { break }
            query.exclusiveStartKey = next
        }
        return headers
    }

    /// The headers of at most a hundred runs, in the order of the names.
    private func headers(of names: [String]) async throws -> [RunHeader] {
        var keys = names.map { TableAttribute.key($0, RecordKey.header) }
        var items: [String: DynamoDBItem] = [:]
        let backoff = Backoff(base: .milliseconds(50), cap: .seconds(1))
        var attempt = 0
        while !keys.isEmpty {
            let page = try await registry.client.batchGetItem(
                keys,
                from: registry.table,
                isConsistent: registry.consistentReads
            )
            for item in page.items { items[item[TableAttribute.testId]?.string ?? ""] = item }
            // Up to 16 MB are answered at once; no progress means that the table is throttled.
            attempt = page.unprocessedKeys.count < keys.count ? 0 : attempt + 1
            keys = page.unprocessedKeys
            guard attempt < 10 else {
                throw TableError(
                    .notRead,
                    "\(keys.count) headers were not read, the table is throttled; ask again later"
                )
            }
            if attempt > 0 { try await registry.clock.sleep(for: backoff.delay(attempt: attempt, random: 1)) }
        }
        let now = registry.clock.now()
        return try names.compactMap { items[$0] }.filter { !$0.isExpired(at: now) }.map(HeaderItem.header)
    }
}
