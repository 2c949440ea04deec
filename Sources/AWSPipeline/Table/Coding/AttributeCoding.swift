internal import AWSClient

/// Any `Codable` value as attributes of an item, under the names it has in JSON. A field that a later release adds to a
/// message is stored without a change here.
///
/// Whole numbers and doubles are `N`, dictionaries `M`, arrays `L`; an ``AttributeLeaf`` chooses its own form.
enum AttributeCoding {
    /// - Throws: `EncodingError` for a value that is not keyed, and what the value throws.
    static func item(of value: some Encodable) throws -> DynamoDBItem {
        let node = AttributeNode()
        try value.encode(to: AttributeEncoder(node: node, codingPath: []))
        guard case .map(let item) = node.value else {
            throw EncodingError.invalidValue(value, .init(codingPath: [], debugDescription: "not an object"))
        }
        return item
    }

    /// - Throws: `DecodingError`, and what the value throws.
    static func value<Value: Decodable>(_ type: Value.Type, from item: DynamoDBItem) throws -> Value {
        try AttributeDecoder(value: .map(item), codingPath: []).decoded(type)
    }
}

/// A type with a form of its own in a table.
protocol AttributeLeaf {
    /// - Throws: `EncodingError`.
    func attribute() throws -> AttributeValue
    /// Nil where the attribute is no such value.
    init?(attribute: AttributeValue)
}

/// A part of what is being encoded; containers of the same value share it.
final class AttributeNode {
    private enum Content {
        case leaf(AttributeValue)
        case fields([String: AttributeNode])
        case elements([AttributeNode])
    }

    private var content = Content.leaf(.map([:]))

    var value: AttributeValue {
        switch content {
        case .leaf(let value): value
        case .fields(let fields): .map(fields.mapValues(\.value))
        case .elements(let elements): .list(elements.map(\.value))
        }
    }

    var count: Int {
        if case .elements(let elements) = content { elements.count } else { 0 }
    }

    func set(_ value: AttributeValue) {
        content = .leaf(value)
    }

    func child(_ key: any CodingKey) -> AttributeNode {
        var fields: [String: AttributeNode] = [:]
        if case .fields(let present) = content { fields = present }
        let node = AttributeNode()
        fields[AttributeName.stored(key.stringValue)] = node
        content = .fields(fields)
        return node
    }

    func makeList() {
        if case .elements = content { return }
        content = .elements([])
    }

    func element() -> AttributeNode {
        var elements: [AttributeNode] = []
        if case .elements(let present) = content { elements = present }
        let node = AttributeNode()
        elements.append(node)
        content = .elements(elements)
        return node
    }
}
