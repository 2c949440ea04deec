internal import AWSClient
public import ResultPipeline

extension DynamoDBResultStore {
    /// See ``ResultStore``. The run's header is not among the records, nor are records whose time to live is over.
    /// - Throws: ``TableError`` `unknownVersion` or `unreadableItem` for an item that cannot be read back; `AWSError`.
    public func records(of testId: String, after key: Int64?, limit: Int) async throws -> [ResultRecord] {
        let first = max(key ?? RecordKey.header, RecordKey.header)
        guard limit > 0, first < .max else { return [] }
        var records: [ResultRecord] = []
        var start: DynamoDBItem?
        repeat {
            let page = try await client.query(
                query(testId, first + 1...Int64.max, after: start, limit: limit - records.count)
            )
            let now = clock.now()
            records += try page.items.filter { !$0.isExpired(at: now) }.map(RecordItem.record)
            start = page.lastEvaluatedKey
        } while start != nil && records.count < limit
        return records
    }

    /// See ``ResultStore``: one page, as long as 1 MB allows. Messages whose time to live is over are not answered.
    /// - Throws: As ``records(of:after:limit:)``. What only people read is not looked at.
    public func messages(
        of testId: String,
        in keys: ClosedRange<Int64>,
        limit: Int
    ) async throws -> MessagePage {
        let page = try await client.query(query(testId, keys, limit: limit), reading: WindowItem.read)
        let now = clock.now()
        var messages: [ResultMessage] = []
        messages.reserveCapacity(page.items.count)
        for item in page.items {
            switch item {
            case .value(let stored):
                if !stored.isExpired(at: now) { messages.append(stored.message) }
            case .item(let item):
                if !item.isExpired(at: now) { messages.append(try RecordItem.message(item).message) }
            }
        }
        guard let last = page.lastEvaluatedKey?.timestamp, last < keys.upperBound else {
            return MessagePage(messages: messages, next: nil)
        }
        return MessagePage(messages: messages, next: last + 1)
    }

    /// - Parameter start: The last key of the page before.
    private func query(
        _ testId: String,
        _ keys: ClosedRange<Int64>,
        after start: DynamoDBItem? = nil,
        limit: Int
    ) -> QueryInput {
        var query = QueryInput(
            table: table,
            keyCondition: "#id = :id AND #key BETWEEN :first AND :last",
            bindings: ExpressionBindings(
                names: ["#id": TableAttribute.testId, "#key": TableAttribute.timestamp],
                values: [
                    ":id": .string(testId), ":first": .integer(keys.lowerBound), ":last": .integer(keys.upperBound),
                ]
            )
        )
        query.isConsistent = consistentReads
        query.limit = limit
        query.exclusiveStartKey = start
        return query
    }
}
