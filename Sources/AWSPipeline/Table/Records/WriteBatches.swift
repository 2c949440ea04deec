internal import AWSClient

/// Items in batches that one BatchWriteItem takes.
enum WriteBatches {
    /// Far below the 16 MB that a request may have: a batch that has to be sent again should be small.
    static let maxBytes = 1024 * 1024

    /// The items in their order, at most 25 and ``maxBytes`` in each batch. An item is never larger than that.
    static func split(_ items: [DynamoDBItem]) -> [[DynamoDBItem]] {
        var batches: [[DynamoDBItem]] = []
        var batch: [DynamoDBItem] = []
        var bytes = 0
        for item in items {
            let size = item.storedBytes
            if batch.count == DynamoDBClient.maxBatchWrite || (!batch.isEmpty && bytes + size > maxBytes) {
                batches.append(batch)
                batch = []
                bytes = 0
            }
            batch.append(item)
            bytes += size
        }
        return batch.isEmpty ? batches : batches + [batch]
    }
}
