internal import AWSClient
internal import ResultPipeline

/// Names of attributes that expressions and more than one codec use.
enum TableAttribute {
    /// Partition key.
    static let testId = "testId"
    /// Sort key.
    static let timestamp = "timestamp"
    static let schemaVersion = "schemaVersion"
    static let kind = "kind"
    /// Epoch seconds after which DynamoDB may delete the item, and readers ignore it.
    static let ttl = "ttl"

    static func key(_ testId: String, _ timestamp: Int64) -> DynamoDBItem {
        [self.testId: .string(testId), self.timestamp: .integer(timestamp)]
    }
}

extension DynamoDBItem {
    /// The sort key; nil in an item that is none of this table's.
    var timestamp: Int64? { self[TableAttribute.timestamp]?.int64 }

    /// Whether the item's time is over at `now` (epoch milliseconds). DynamoDB deletes such items within some days, and
    /// answers them until then.
    ///
    /// Source: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ttl-expired-items.html
    func isExpired(at now: Int64) -> Bool {
        guard let ttl = self[TableAttribute.ttl]?.int64 else { return false }
        return ttl <= now / 1000
    }
}
