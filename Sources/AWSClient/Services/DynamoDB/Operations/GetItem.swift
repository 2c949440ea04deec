/// Input of GetItem.
///
/// Source: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_GetItem.html
public struct GetItemInput: Hashable, Sendable {
    /// Name or ARN of the table.
    public var table: String
    /// The primary key.
    public var key: DynamoDBItem
    /// Sees every write that was answered before; costs twice as much.
    public var isConsistent: Bool
    /// The attributes to answer; nil for all. The read units are those of the whole item in either case.
    public var projection: String?
    /// Names that the projection refers to.
    public var names: [String: String]

    /// Creates an input.
    public init(
        table: String,
        key: DynamoDBItem,
        isConsistent: Bool = false,
        projection: String? = nil,
        names: [String: String] = [:]
    ) {
        self.table = table
        self.key = key
        self.isConsistent = isConsistent
        self.projection = projection
        self.names = names
    }
}

extension DynamoDBClient {
    /// Reads an item; nil where there is none of that key.
    /// - Throws: ``AWSError``.
    public func getItem(_ input: GetItemInput) async throws -> DynamoDBItem? {
        var item: DynamoDBItem?
        try await call("GetItem") { json in
            json.field("TableName", input.table)
            json.field("Key", input.key)
            if input.isConsistent { json.field("ConsistentRead", true) }
            json.field("ProjectionExpression", optional: input.projection)
            ExpressionBindings(names: input.names).write(to: &json)
        } reading: { name, json throws(JSONSyntaxError) in
            if name == "Item" { item = try json.item() } else { try json.skip() }
        }
        return item
    }
}
