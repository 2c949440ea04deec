internal import AWSClient
public import ResultPipeline

extension DynamoDBResultStore {
    /// See ``ResultStore``. The run's header is not among the records, nor are records whose time to live is over.
    /// - Throws: ``TableError`` `unknownVersion` or `unreadableItem` for an item that cannot be read back; `AWSError`.
    public func records(of testId: String, after key: Int64?, limit: Int) async throws -> [ResultRecord] {
        guard limit > 0, let start = KeyRange.after(key) else { return [] }
        var records: [ResultRecord] = []
        var range: KeyRange? = start
        while let rest = range, records.count < limit {
            let page = try await page(of: testId, rest, limit: limit - records.count)
            records += page.records
            range = page.rest
        }
        return records
    }

    /// One page of a range, and what of the range is left; nil when nothing is.
    struct Page: Sendable {
        var records: [ResultRecord]
        var rest: KeyRange?
    }

    /// - Parameter limit: Most items; nil for as many as 1 MB holds.
    func page(of testId: String, _ range: KeyRange, limit: Int? = nil) async throws -> Page {
        var query = QueryInput(
            table: table,
            keyCondition: "#id = :id AND #key BETWEEN :first AND :last",
            bindings: ExpressionBindings(
                names: ["#id": TableAttribute.testId, "#key": TableAttribute.timestamp],
                values: [
                    ":id": .string(testId), ":first": .integer(range.first), ":last": .integer(range.last),
                ]
            )
        )
        query.isConsistent = consistentReads
        query.limit = limit
        query.exclusiveStartKey = range.startKey
        let page = try await client.query(query)
        let now = clock.now()
        let records = try page.items.filter { !$0.isExpired(at: now) }.map(RecordItem.record)
        return Page(records: records, rest: page.lastEvaluatedKey.map(range.going))
    }
}

/// Sort keys from `first` to `last`, both included, and the place in it that a reader has come to.
struct KeyRange: Hashable, Sendable {
    var first: Int64
    var last: Int64
    var startKey: DynamoDBItem?

    /// All records after a key, or all records; nil where there can be none.
    static func after(_ key: Int64?) -> KeyRange? {
        let key = max(key ?? RecordKey.header, RecordKey.header)
        return key < .max ? KeyRange(first: key + 1, last: .max) : nil
    }

    func going(onAfter key: DynamoDBItem) -> KeyRange {
        KeyRange(first: first, last: last, startKey: key)
    }
}
