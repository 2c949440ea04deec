/// The attributes of an item by name.
public typealias DynamoDBItem = [String: AttributeValue]

/// The value of an attribute, in DynamoDB's own types.
///
/// Source: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeValue.html
public enum AttributeValue: Hashable, Sendable {
    /// `S`: text. Empty is admitted outside of keys.
    case string(String)
    /// `N`: a decimal number of at most 38 significant digits, as text, so that none is lost on the way.
    case number(String)
    /// `B`: bytes; base64 on the wire only.
    case binary([UInt8])
    /// `BOOL`.
    case bool(Bool)
    /// `NULL`.
    case null
    /// `SS`: never empty in a table.
    case stringSet(Set<String>)
    /// `NS`: numbers as text, never empty in a table.
    case numberSet(Set<String>)
    /// `BS`: never empty in a table.
    case binarySet(Set<[UInt8]>)
    /// `L`.
    case list([AttributeValue])
    /// `M`.
    case map([String: AttributeValue])
}

extension AttributeValue {
    /// The largest magnitude that DynamoDB stores is 9.99…E+125.
    private static let tooLarge = 1e126
    /// The smallest above zero is 1E-130.
    private static let smallest = 1e-130

    /// A whole number.
    public static func integer(_ value: some BinaryInteger) -> AttributeValue { .number(String(value)) }

    /// A number that reads back as the same `Double`; nil where DynamoDB has no form for it (not finite, magnitude outside
    /// 1E-130 … 9.99E+125).
    public static func decimal(_ value: Double) -> AttributeValue? {
        guard value != 0 else { return .number("0") }
        guard value.magnitude >= smallest, value.magnitude < tooLarge else { return nil }
        if let whole = Int64(exactly: value) { return .number(String(whole)) }
        return .number(value.description)
    }

    /// The text of an `S`.
    public var string: String? {
        if case .string(let text) = self { text } else { nil }
    }

    /// The bytes of a `B`.
    public var binary: [UInt8]? {
        if case .binary(let bytes) = self { bytes } else { nil }
    }

    /// The values of an `L`.
    public var list: [AttributeValue]? {
        if case .list(let values) = self { values } else { nil }
    }

    /// The attributes of an `M`.
    public var map: [String: AttributeValue]? {
        if case .map(let attributes) = self { attributes } else { nil }
    }

    /// An `N` that is whole and fits; nil for any other.
    public var int64: Int64? { integer() }

    /// An `N` that is nearest to this double; nil for any other type.
    public var double: Double? {
        if case .number(let text) = self { Double(text) } else { nil }
    }

    /// An `N` that is whole and fits into `Value`; nil for any other. Also reads forms such as `1E3`.
    public func integer<Value: FixedWidthInteger>(as type: Value.Type = Value.self) -> Value? {
        guard case .number(let text) = self else { return nil }
        if let value = Value(text) { return value }
        // Above 2⁵³ a double is not exact, and no value of ours is written in this form.
        guard let value = Double(text), value.magnitude < 9_007_199_254_740_992 else { return nil }
        return Value(exactly: value)
    }
}
