/// Input of UpdateItem.
///
/// Source: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateItem.html
public struct UpdateItemInput: Hashable, Sendable {
    /// Which attributes are answered.
    public enum ReturnValues: String, Hashable, Sendable {
        /// None.
        case none = "NONE"
        /// All, as they were.
        case allOld = "ALL_OLD"
        /// All, as they are now.
        case allNew = "ALL_NEW"
        /// The updated ones, as they were.
        case updatedOld = "UPDATED_OLD"
        /// The updated ones, as they are now.
        case updatedNew = "UPDATED_NEW"
    }

    /// Name or ARN of the table.
    public var table: String
    /// The primary key. Where there is no such item one is made, unless the condition forbids it.
    public var key: DynamoDBItem
    /// What to change, such as `SET #a = :b ADD #c :d`.
    public var update: String
    /// Must hold for the item as it stands, or nothing is written.
    public var condition: String?
    /// What both expressions refer to.
    public var bindings: ExpressionBindings
    /// Which attributes are answered.
    public var returnValues: ReturnValues
    /// The error of a condition that did not hold carries the item, see ``AWSError/conditionalCheckItem``.
    public var returnsItemOnConditionFailure: Bool

    /// Creates an input.
    public init(
        table: String,
        key: DynamoDBItem,
        update: String,
        condition: String? = nil,
        bindings: ExpressionBindings = ExpressionBindings(),
        returnValues: ReturnValues = .none,
        returnsItemOnConditionFailure: Bool = false
    ) {
        self.table = table
        self.key = key
        self.update = update
        self.condition = condition
        self.bindings = bindings
        self.returnValues = returnValues
        self.returnsItemOnConditionFailure = returnsItemOnConditionFailure
    }
}

extension DynamoDBClient {
    /// Changes one item, all of the expression or nothing.
    /// - Returns: The attributes asked for by `returnValues`; empty for none.
    /// - Throws: ``AWSError``, of code `ConditionalCheckFailedException` where the condition did not hold. An attempt whose
    ///   answer was lost is made again: what is added to a number may be added twice.
    @discardableResult
    public func updateItem(_ input: UpdateItemInput) async throws -> DynamoDBItem {
        var attributes: DynamoDBItem = [:]
        try await call("UpdateItem") { json in
            json.field("TableName", input.table)
            json.field("Key", input.key)
            json.field("UpdateExpression", input.update)
            json.field("ConditionExpression", optional: input.condition)
            input.bindings.write(to: &json)
            if input.returnValues != .none { json.field("ReturnValues", input.returnValues.rawValue) }
            if input.returnsItemOnConditionFailure { json.field("ReturnValuesOnConditionCheckFailure", "ALL_OLD") }
        } reading: { name, json throws(JSONSyntaxError) in
            if name == "Attributes" { attributes = try json.item() } else { try json.skip() }
        }
        return attributes
    }
}
