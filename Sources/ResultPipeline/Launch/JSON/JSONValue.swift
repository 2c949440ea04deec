/// A JSON value as it was written: members in their order and numbers as text, so that nothing is lost before it is
/// judged.
indirect enum JSONValue: Hashable, Sendable {
    case null
    case bool(Bool)
    /// The number's text, by the grammar of RFC 8259.
    case number(String)
    case string(String)
    case array([JSONValue])
    case object([Member])

    /// One member of an object.
    struct Member: Hashable, Sendable {
        var name: String
        var value: JSONValue
    }

    /// What it is, for a message.
    var kind: String {
        switch self {
        case .null: "null"
        case .bool: "true or false"
        case .number: "a number"
        case .string: "a string"
        case .array: "an array"
        case .object: "an object"
        }
    }
}
