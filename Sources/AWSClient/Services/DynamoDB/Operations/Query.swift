/// Input of Query.
///
/// Source: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Query.html
public struct QueryInput: Hashable, Sendable {
    /// Name or ARN of the table.
    public var table: String
    /// Names the partition, and may bound the sort key: `#id = :id AND #key BETWEEN :low AND :high`.
    public var keyCondition: String
    /// Drops items after they were read, and paid for.
    public var filter: String?
    /// The attributes to answer; nil for all.
    public var projection: String?
    /// What the expressions refer to.
    public var bindings: ExpressionBindings
    /// Sort keys ascend.
    public var isAscending: Bool
    /// Sees every write that was answered before; costs twice as much.
    public var isConsistent: Bool
    /// Items that are looked at for one page, at least 1; nil for as many as 1 MB holds.
    public var limit: Int?
    /// Goes on after this key: the last page's ``QueryPage/lastEvaluatedKey``.
    public var exclusiveStartKey: DynamoDBItem?

    /// Creates an input: ascending, eventually consistent, a whole page.
    public init(table: String, keyCondition: String, bindings: ExpressionBindings) {
        self.table = table
        self.keyCondition = keyCondition
        self.bindings = bindings
        isAscending = true
        isConsistent = false
    }
}

/// One page of a Query.
public struct QueryPage: Hashable, Sendable {
    /// The items that passed the filter.
    public var items: [DynamoDBItem] = []
    /// Where to go on; nil when all has been read. A page may be empty, and still not be the last.
    public var lastEvaluatedKey: DynamoDBItem?
}

/// An item of a page that was read with a reader of its own.
public enum ReadItem<Value> {
    /// What the reader made of it.
    case value(Value)
    /// The item as it is, where the reader does not know its form.
    case item(DynamoDBItem)
}

extension DynamoDBClient {
    /// Reads one page of a partition's items, in order of the sort key.
    /// - Throws: ``AWSError``.
    public func query(_ input: QueryInput) async throws -> QueryPage {
        var page = QueryPage()
        page.lastEvaluatedKey = try await query(input) { json throws(JSONSyntaxError) in
            page.items = try json.values { json throws(JSONSyntaxError) in try json.item() }
        }
        return page
    }

    /// As ``query(_:)``, with values that `read` makes of items as they come: several times as fast.
    /// - Parameter read: Makes a value of an item; an ``AttributeMismatch`` has it read as a ``DynamoDBItem``.
    /// - Throws: ``AWSError``.
    public func query<Value>(
        _ input: QueryInput,
        reading read: (inout AttributeReader) throws(AttributeMismatch) -> Value
    ) async throws -> (items: [ReadItem<Value>], lastEvaluatedKey: DynamoDBItem?) {
        var items: [ReadItem<Value>] = []
        let last = try await query(input) { json throws(JSONSyntaxError) in
            items = try json.values { json throws(JSONSyntaxError) in
                var reader = AttributeReader(json: json)
                do throws(AttributeMismatch) {
                    let value = try read(&reader)
                    json = reader.json
                    return .value(value)
                } catch {
                    return .item(try json.item())
                }
            }
        }
        return (items, last)
    }

    /// - Returns: The last evaluated key.
    private func query(
        _ input: QueryInput,
        items: (inout JSONReader) throws(JSONSyntaxError) -> Void
    ) async throws -> DynamoDBItem? {
        var last: DynamoDBItem?
        try await call("Query") { json in
            json.field("TableName", input.table)
            json.field("KeyConditionExpression", input.keyCondition)
            json.field("FilterExpression", optional: input.filter)
            json.field("ProjectionExpression", optional: input.projection)
            input.bindings.write(to: &json)
            if !input.isAscending { json.field("ScanIndexForward", false) }
            if input.isConsistent { json.field("ConsistentRead", true) }
            if let limit = input.limit {
                json.name("Limit")
                json.integer(max(1, limit))
            }
            if let start = input.exclusiveStartKey { json.field("ExclusiveStartKey", start) }
        } reading: { name, json throws(JSONSyntaxError) in
            switch name {
            case "Items": try items(&json)
            case "LastEvaluatedKey": last = try json.item()
            default: try json.skip()
            }
        }
        return last
    }
}
