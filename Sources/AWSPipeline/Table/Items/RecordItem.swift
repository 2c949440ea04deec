internal import AWSClient
internal import Measurement
internal import ResultPipeline

/// The item of a record: the message's fields under the names they have in JSON, the histograms as binary, and beside them
/// what a person reads in a raw query. Pure; equal records are equal items.
enum RecordItem {
    private enum Name {
        static let requests = "requests"
        static let failed = "failed"
        static let rps = "rps"
        static let statusCodes = "statusCodes"
        static let errors = "errors"
        static let folded = "folded"
    }

    /// The times among the attributes, in milliseconds; a time that is not known is left out.
    private static let times: [(name: String, path: any WritableKeyPath<RecordAttributes, Double?> & Sendable)] = [
        ("p50", \.p50), ("p90", \.p90), ("p95", \.p95), ("p99", \.p99), ("p999", \.p999), ("max", \.max),
    ]

    /// - Throws: ``TableError`` `refused` for a record that no table has, `oversized` for one of more than 400 KB. No message
    ///   that fits the queue is so large.
    static func item(_ record: ResultRecord) throws(TableError) -> DynamoDBItem {
        guard TestID.isValid(record.testId), record.timestamp > RecordKey.header else {
            throw TableError(.refused, "\(record.timestamp) of '\(record.testId)' is no key of a result record")
        }
        var item: DynamoDBItem
        do {
            item = try AttributeCoding.item(of: record.message)
        } catch {
            throw TableError(.refused, "record \(record.timestamp) of '\(record.testId)' has no stored form: \(error)")
        }
        item[TableAttribute.testId] = .string(record.testId)
        item[TableAttribute.timestamp] = .integer(record.timestamp)
        item[TableAttribute.ttl] = .integer(record.ttl)
        item.merge(plain(record.attributes)) { _, plain in plain }
        guard item.storedBytes <= AttributeValue.maxItemBytes else {
            throw TableError(
                .oversized,
                "record \(record.timestamp) of '\(record.testId)' takes \(item.storedBytes) bytes, an item may have "
                    + "\(AttributeValue.maxItemBytes); report fewer endpoints"
            )
        }
        return item
    }

    /// - Throws: ``TableError`` `unknownVersion`, `unreadableItem`.
    static func record(_ item: DynamoDBItem) throws(TableError) -> ResultRecord {
        let stored = try message(item)
        let attributes = try attributes(item, stored.message, ItemPlace(item))
        var record = ResultRecord(stored.message, attributes: attributes)
        record.timestamp = stored.timestamp
        record.ttl = stored.ttl
        return record
    }

    /// What is merged of a record, without what people read.
    /// - Throws: ``TableError`` `unknownVersion`, `unreadableItem`.
    static func message(_ item: DynamoDBItem) throws(TableError) -> StoredMessage {
        let place = ItemPlace(item)
        let message = try place.decoded(ResultMessage.self, from: item)
        do throws(MessageError) {
            try MessageCodec.check(message)
        } catch {
            throw place.unreadable(error.message)
        }
        guard let timestamp = item.timestamp, let ttl = item[TableAttribute.ttl]?.int64 else {
            throw place.unreadable("timestamp or ttl is missing")
        }
        return StoredMessage(message: message, timestamp: timestamp, ttl: ttl)
    }

    private static func plain(_ attributes: RecordAttributes) -> DynamoDBItem {
        let codes = BoundedCounts(attributes.statusCodes.map { (String($0.key), $0.value) })
        let errors = BoundedCounts(attributes.errors.map { (AttributeName.stored($0.key), $0.value) })
        var item: DynamoDBItem = [
            Name.requests: .integer(attributes.requests), Name.failed: .integer(attributes.failed),
            Name.rps: AttributeDouble.attribute(attributes.rps), Name.statusCodes: codes.attribute,
            Name.errors: errors.attribute,
        ]
        for time in times { item[time.name] = attributes[keyPath: time.path].map(AttributeDouble.attribute) }
        if codes.isFolded || errors.isFolded { item[Name.folded] = .bool(true) }
        return item
    }

    private static func attributes(
        _ item: DynamoDBItem,
        _ message: ResultMessage,
        _ place: ItemPlace
    ) throws(TableError) -> RecordAttributes {
        guard let requests: UInt64 = item[Name.requests]?.integer(), let failed: UInt64 = item[Name.failed]?.integer(),
            let rps = item[Name.rps].flatMap(AttributeDouble.value),
            let codes = item[Name.statusCodes].flatMap(BoundedCounts.counts),
            let errors = item[Name.errors].flatMap(BoundedCounts.counts)
        else { throw place.unreadable("requests, failed, rps, statusCodes or errors cannot be read") }
        var attributes = RecordAttributes(kind: message.kind, taskIndex: message.taskIndex)
        attributes.requests = requests
        attributes.failed = failed
        attributes.rps = rps
        for time in times { attributes[keyPath: time.path] = item[time.name].flatMap(AttributeDouble.value) }
        if item[Name.folded] == .bool(true), let window = message.window {
            attributes.statusCodes = BoundedCounts.sum(window.endpoints.map(\.statusCodes))
            attributes.errors = BoundedCounts.sum(window.endpoints.map(\.errors))
        } else {
            let numbers = codes.compactMap { key, count in Int(key).map { ($0, count) } }
            attributes.statusCodes = Dictionary(numbers) { $1 }
            attributes.errors = Dictionary(errors.map { (AttributeName.original($0), $1) }) { $1 }
        }
        return attributes
    }
}
