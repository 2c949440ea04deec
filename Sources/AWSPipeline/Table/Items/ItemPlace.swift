internal import AWSClient
internal import ResultPipeline

/// Which item is being read, for errors that name it.
struct ItemPlace: CustomStringConvertible {
    private let testId: String
    private let timestamp: String

    init(_ item: DynamoDBItem) {
        testId = BoundedText.clean(item[TableAttribute.testId]?.string ?? "?")
        timestamp = item.timestamp.map(String.init) ?? "?"
    }

    /// `item 1700000000000002 of run 'a'`.
    var description: String { "item \(timestamp) of run '\(testId)'" }

    func unreadable(_ reason: String) -> TableError {
        TableError(
            .unreadableItem,
            "\(self) cannot be read: \(BoundedText.clean(reason)); delete it, or read it with the release that wrote it"
        )
    }

    /// Checks the version, and decodes.
    /// - Throws: ``TableError`` `unknownVersion`, `unreadableItem`.
    func decoded<Value: Decodable>(_ type: Value.Type, from item: DynamoDBItem) throws(TableError) -> Value {
        guard let version: Int = item[TableAttribute.schemaVersion]?.integer() else {
            throw unreadable("schemaVersion is missing")
        }
        guard version == ResultMessage.schemaVersion else {
            throw TableError(
                .unknownVersion,
                "\(self) is of schemaVersion \(version), this release reads \(ResultMessage.schemaVersion); "
                    + "read it with the release that wrote it"
            )
        }
        do {
            return try AttributeCoding.value(type, from: item)
        } catch let error as DecodingError {
            throw unreadable(Self.reason(error))
        } catch {
            throw unreadable("\(error)")
        }
    }

    private static func reason(_ error: DecodingError) -> String {
        switch error {
        case .keyNotFound(let key, let context): path(context.codingPath + [key]) + " is missing"
        case .dataCorrupted(let context), .typeMismatch(_, let context), .valueNotFound(_, let context):
            "\(path(context.codingPath)) \(context.debugDescription)"
        @unknown default: "a field cannot be read"
        }
    }

    private static func path(_ keys: [any CodingKey]) -> String {
        keys.isEmpty ? "the item" : keys.map(\.stringValue).joined(separator: ".")
    }
}
