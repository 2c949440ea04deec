/// Input of PutItem.
///
/// Source: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PutItem.html
public struct PutItemInput: Hashable, Sendable {
    /// Name or ARN of the table.
    public var table: String
    /// The item, key included; it replaces one of the same key.
    public var item: DynamoDBItem
    /// Must hold for the item as it stands, or nothing is written.
    public var condition: String?
    /// What the condition refers to.
    public var bindings: ExpressionBindings
    /// The error of a condition that did not hold carries the item, see ``AWSError/conditionalCheckItem``.
    public var returnsItemOnConditionFailure: Bool

    /// Creates an input.
    public init(
        table: String,
        item: DynamoDBItem,
        condition: String? = nil,
        bindings: ExpressionBindings = ExpressionBindings(),
        returnsItemOnConditionFailure: Bool = false
    ) {
        self.table = table
        self.item = item
        self.condition = condition
        self.bindings = bindings
        self.returnsItemOnConditionFailure = returnsItemOnConditionFailure
    }
}

extension DynamoDBClient {
    /// Stores an item.
    /// - Throws: ``AWSError``, of code `ConditionalCheckFailedException` where the condition did not hold. After an attempt
    ///   whose answer was lost that may be due to the item itself having been stored.
    public func putItem(_ input: PutItemInput) async throws {
        try await call("PutItem") { json in
            json.field("TableName", input.table)
            json.field("Item", input.item)
            json.field("ConditionExpression", optional: input.condition)
            input.bindings.write(to: &json)
            if input.returnsItemOnConditionFailure { json.field("ReturnValuesOnConditionCheckFailure", "ALL_OLD") }
        }
    }
}
