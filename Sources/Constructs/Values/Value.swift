/// A property's value: JSON whose strings may be tokens.
public indirect enum Value: Hashable, Sendable {
    /// A string, known now or when CloudFormation deploys.
    case token(Token)
    /// A whole number.
    case integer(Int)
    /// `true` or `false`.
    case bool(Bool)
    /// A list.
    case list([Value])
    /// Fields by their names.
    case object([String: Value])

    /// A string that is known now.
    public static func string(_ text: String) -> Value { .token(.literal(text)) }

    /// A list of tokens.
    public static func tokens(_ tokens: [Token]) -> Value { .list(tokens.map(Value.token)) }

    /// An object of the fields that have a value.
    public static func fields(_ fields: [String: Value?]) -> Value { .object(fields.compactMapValues { $0 }) }
}

extension Value: ExpressibleByStringInterpolation, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral {
    /// A string that is known now.
    public init(stringLiteral value: String) { self = .token(.literal(value)) }
    /// A token made of several.
    public init(stringInterpolation: Token.Interpolation) {
        self = .token(Token(stringInterpolation: stringInterpolation))
    }
    /// A whole number.
    public init(integerLiteral value: Int) { self = .integer(value) }
    /// `true` or `false`.
    public init(booleanLiteral value: Bool) { self = .bool(value) }
}

extension Value: ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral {
    /// A list.
    public init(arrayLiteral elements: Value...) { self = .list(elements) }
    /// An object. Of a key that is given twice the last value counts.
    public init(dictionaryLiteral elements: (String, Value)...) {
        self = .object(Dictionary(elements) { $1 })
    }
}
