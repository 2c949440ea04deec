extension DynamoDBClient {
    /// Most items of one BatchWriteItem.
    public static let maxBatchWrite = 25

    /// Stores items without conditions, in one round.
    ///
    /// Source: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html
    /// - Parameters:
    ///   - items: 1…25 items of different keys, at most 16 MB together; each replaces one of the same key.
    ///   - maxAttempts: Attempts to get an answer at all; nil for the client's default.
    /// - Returns: The items that were not stored (`UnprocessedItems`), to be tried again after a while.
    /// - Throws: ``AWSError``: none, some or all may have been stored.
    public func batchWriteItem(
        _ items: [DynamoDBItem],
        to table: String,
        maxAttempts: Int? = nil
    ) async throws -> [DynamoDBItem] {
        var unprocessed: [DynamoDBItem] = []
        try await call("BatchWriteItem", maxAttempts: maxAttempts) { json in
            json.name("RequestItems")
            json.object { json in
                json.name(table)
                json.array { json in
                    for item in items {
                        json.object { json in
                            json.name("PutRequest")
                            json.object { json in json.field("Item", item) }
                        }
                    }
                }
            }
        } reading: { name, json throws(JSONSyntaxError) in
            guard name == "UnprocessedItems" else { return try json.skip() }
            try json.object { _, json throws(JSONSyntaxError) in
                unprocessed += try json.values { json throws(JSONSyntaxError) in try json.putRequest() }
            }
        }
        return unprocessed
    }
}

extension JSONReader {
    /// `{"PutRequest": {"Item": …}}`.
    fileprivate mutating func putRequest() throws(JSONSyntaxError) -> DynamoDBItem {
        var item: DynamoDBItem?
        try object { name, json throws(JSONSyntaxError) in
            guard name == "PutRequest" else { return try json.skip() }
            try json.object { name, json throws(JSONSyntaxError) in
                if name == "Item" { item = try json.item() } else { try json.skip() }
            }
        }
        guard let item else { throw error("a PutRequest") }
        return item
    }
}
