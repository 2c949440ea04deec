internal import AWSClient

/// Writes one value into its node.
struct AttributeEncoder: Encoder {
    let node: AttributeNode
    let codingPath: [any CodingKey]
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        KeyedEncodingContainer(Fields<Key>(node: node, codingPath: codingPath))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        node.makeList()
        return Elements(node: node, codingPath: codingPath)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer {
        Single(node: node, codingPath: codingPath)
    }

    fileprivate func encode(_ value: some Encodable) throws {
        if let leaf = value as? any AttributeLeaf {
            node.set(try leaf.attribute())
        } else {
            try value.encode(to: self)
        }
    }
}

private struct Fields<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let node: AttributeNode
    let codingPath: [any CodingKey]

    private func encoder(_ key: any CodingKey) -> AttributeEncoder {
        AttributeEncoder(node: node.child(key), codingPath: codingPath + [key])
    }

    func encodeNil(forKey key: Key) { node.child(key).set(.null) }
    func encode(_ value: some Encodable, forKey key: Key) throws { try encoder(key).encode(value) }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type,
        forKey key: Key
    ) -> KeyedEncodingContainer<Nested> {
        encoder(key).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer { encoder(key).unkeyedContainer() }
    func superEncoder() -> any Encoder { encoder(SuperKey.super) }
    func superEncoder(forKey key: Key) -> any Encoder { encoder(key) }
}

/// Where `Codable` puts the part of a superclass.
enum SuperKey: String, CodingKey {
    case `super`
}

private struct Elements: UnkeyedEncodingContainer {
    let node: AttributeNode
    let codingPath: [any CodingKey]
    var count: Int { node.count }

    private func encoder() -> AttributeEncoder { AttributeEncoder(node: node.element(), codingPath: codingPath) }

    func encodeNil() { node.element().set(.null) }
    func encode(_ value: some Encodable) throws { try encoder().encode(value) }

    func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) -> KeyedEncodingContainer<Nested> {
        encoder().container(keyedBy: type)
    }

    func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { encoder().unkeyedContainer() }
    func superEncoder() -> any Encoder { encoder() }
}

private struct Single: SingleValueEncodingContainer {
    let node: AttributeNode
    let codingPath: [any CodingKey]

    func encodeNil() { node.set(.null) }
    func encode(_ value: Bool) { node.set(.bool(value)) }
    func encode(_ value: String) { node.set(.string(value)) }
    func encode(_ value: Double) { node.set(AttributeDouble.attribute(value)) }
    func encode(_ value: Float) { node.set(AttributeDouble.attribute(Double(value))) }
    func encode(_ value: Int) { node.set(.integer(value)) }
    func encode(_ value: Int8) { node.set(.integer(value)) }
    func encode(_ value: Int16) { node.set(.integer(value)) }
    func encode(_ value: Int32) { node.set(.integer(value)) }
    func encode(_ value: Int64) { node.set(.integer(value)) }
    func encode(_ value: UInt) { node.set(.integer(value)) }
    func encode(_ value: UInt8) { node.set(.integer(value)) }
    func encode(_ value: UInt16) { node.set(.integer(value)) }
    func encode(_ value: UInt32) { node.set(.integer(value)) }
    func encode(_ value: UInt64) { node.set(.integer(value)) }
    func encode(_ value: some Encodable) throws {
        try AttributeEncoder(node: node, codingPath: codingPath).encode(value)
    }
}
