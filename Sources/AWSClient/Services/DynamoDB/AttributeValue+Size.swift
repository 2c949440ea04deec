extension AttributeValue {
    /// Most bytes of an item, names and values together.
    ///
    /// Source: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html
    public static let maxItemBytes = 400 * 1024

    /// Bytes that the value takes in a table, as AWS describes it: numbers by their significant digits, and never less
    /// than they take in truth; a list or map 3 bytes, and 1 more for each element.
    ///
    /// Source: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
    public var storedBytes: Int {
        switch self {
        case .string(let text): text.utf8.count
        case .number(let text): Self.numberBytes(text)
        case .binary(let bytes): bytes.count
        case .bool, .null: 1
        case .stringSet(let texts): texts.reduce(3) { $0 + 1 + $1.utf8.count }
        case .numberSet(let texts): texts.reduce(3) { $0 + 1 + Self.numberBytes($1) }
        case .binarySet(let values): values.reduce(3) { $0 + 1 + $1.count }
        case .list(let values): values.reduce(3) { $0 + 1 + $1.storedBytes }
        case .map(let attributes): attributes.reduce(3) { $0 + 1 + $1.key.utf8.count + $1.value.storedBytes }
        }
    }

    /// Every digit is counted, zeros that are not significant too; one byte for two digits, the sign and the exponent.
    private static func numberBytes(_ text: String) -> Int {
        (text.utf8.count + 1) / 2 + 1
    }
}

extension DynamoDBItem {
    /// Bytes that the item takes in a table; see ``AttributeValue/storedBytes``. Write units are these, in KiB, rounded up.
    public var storedBytes: Int {
        reduce(0) { $0 + $1.key.utf8.count + $1.value.storedBytes }
    }
}
