/// The answer to BatchGetItem.
public struct BatchGetPage: Hashable, Sendable {
    /// The items found, in no order; a key without an item is not mentioned.
    public var items: [DynamoDBItem] = []
    /// Keys that were not looked up, to be asked for again.
    public var unprocessedKeys: [DynamoDBItem] = []
}

extension DynamoDBClient {
    /// Most keys of one BatchGetItem.
    public static let maxBatchGet = 100

    /// Reads items of a table, in one round.
    ///
    /// Source: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html
    /// - Parameters:
    ///   - keys: 1…100 different primary keys.
    ///   - isConsistent: Sees every write that was answered before; costs twice as much.
    /// - Throws: ``AWSError``.
    public func batchGetItem(
        _ keys: [DynamoDBItem],
        from table: String,
        isConsistent: Bool = false
    ) async throws -> BatchGetPage {
        var page = BatchGetPage()
        try await call("BatchGetItem") { json in
            json.name("RequestItems")
            json.object { json in
                json.name(table)
                json.object { json in
                    json.name("Keys")
                    json.array { json in for key in keys { json.item(key) } }
                    if isConsistent { json.field("ConsistentRead", true) }
                }
            }
        } reading: { name, json throws(JSONSyntaxError) in
            switch name {
            case "Responses":
                try json.object { _, json throws(JSONSyntaxError) in
                    page.items += try json.values { json throws(JSONSyntaxError) in try json.item() }
                }
            case "UnprocessedKeys":
                try json.object { _, json throws(JSONSyntaxError) in page.unprocessedKeys += try json.keys() }
            default: try json.skip()
            }
        }
        return page
    }
}

extension JSONReader {
    /// `{"Keys": […]}`.
    fileprivate mutating func keys() throws(JSONSyntaxError) -> [DynamoDBItem] {
        var keys: [DynamoDBItem] = []
        try object { name, json throws(JSONSyntaxError) in
            guard name == "Keys" else { return try json.skip() }
            keys = try json.values { json throws(JSONSyntaxError) in try json.item() }
        }
        return keys
    }
}
