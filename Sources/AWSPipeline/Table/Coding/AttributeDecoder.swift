internal import AWSClient

/// Reads one value of an item.
struct AttributeDecoder: Decoder {
    let value: AttributeValue
    let codingPath: [any CodingKey]
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        guard let fields = value.map else { throw mismatch("M") }
        return KeyedDecodingContainer(AttributeFields<Key>(fields: fields, codingPath: codingPath))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        guard let elements = value.list else { throw mismatch("L") }
        return AttributeElements(elements: elements, codingPath: codingPath)
    }

    func singleValueContainer() -> any SingleValueDecodingContainer { AttributeSingle(decoder: self) }

    func decoded<Value: Decodable>(_ type: Value.Type) throws -> Value {
        guard let leaf = type as? any AttributeLeaf.Type else { return try Value(from: self) }
        guard let value = leaf.init(attribute: value) as? Value else { throw mismatch("\(type)") }
        return value
    }

    func integer<Value: FixedWidthInteger>() throws -> Value {
        guard let number: Value = value.integer() else { throw mismatch("a whole N that fits") }
        return number
    }

    func double() throws -> Double {
        guard let number = AttributeDouble.value(value) else { throw mismatch("N") }
        return number
    }

    func string() throws -> String {
        guard let text = value.string else { throw mismatch("S") }
        return text
    }

    func bool() throws -> Bool {
        guard case .bool(let value) = value else { throw mismatch("BOOL") }
        return value
    }

    private func mismatch(_ wanted: String) -> DecodingError {
        .dataCorrupted(.init(codingPath: codingPath, debugDescription: "is not \(wanted)"))
    }
}

/// An attribute that is decoded by itself.
struct AttributeSingle: SingleValueDecodingContainer {
    let decoder: AttributeDecoder
    var codingPath: [any CodingKey] { decoder.codingPath }

    func decodeNil() -> Bool { decoder.value == .null }
    func decode(_ type: Bool.Type) throws -> Bool { try decoder.bool() }
    func decode(_ type: String.Type) throws -> String { try decoder.string() }
    func decode(_ type: Double.Type) throws -> Double { try decoder.double() }
    func decode(_ type: Float.Type) throws -> Float { Float(try decoder.double()) }
    func decode(_ type: Int.Type) throws -> Int { try decoder.integer() }
    func decode(_ type: Int8.Type) throws -> Int8 { try decoder.integer() }
    func decode(_ type: Int16.Type) throws -> Int16 { try decoder.integer() }
    func decode(_ type: Int32.Type) throws -> Int32 { try decoder.integer() }
    func decode(_ type: Int64.Type) throws -> Int64 { try decoder.integer() }
    func decode(_ type: UInt.Type) throws -> UInt { try decoder.integer() }
    func decode(_ type: UInt8.Type) throws -> UInt8 { try decoder.integer() }
    func decode(_ type: UInt16.Type) throws -> UInt16 { try decoder.integer() }
    func decode(_ type: UInt32.Type) throws -> UInt32 { try decoder.integer() }
    func decode(_ type: UInt64.Type) throws -> UInt64 { try decoder.integer() }
    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try decoder.decoded(type) }
}
