extension Value {
    /// The value as a template writes it.
    var json: JSONValue {
        switch self {
        case .token(let token): token.json
        case .integer(let value): .integer(value)
        case .bool(let value): .bool(value)
        case .list(let values): .array(values.map(\.json))
        case .object(let fields): .object(fields.mapValues(\.json))
        }
    }

    /// What the value refers to in its template.
    var references: [LogicalID] {
        switch self {
        case .token(let token): token.references
        case .integer, .bool: []
        case .list(let values): values.flatMap(\.references)
        case .object(let fields): fields.sorted { $0.key < $1.key }.flatMap(\.value.references)
        }
    }
}

extension Token {
    /// The text of a JSON document, for properties that are a string of JSON. Tokens in it must stand for text that needs
    /// no escaping, such as names and regions.
    public static func text(of document: Value) -> Token { .sub(parts(of: document)) }

    private static func parts(of value: Value) -> [Token] {
        switch value {
        case .token(.literal(let text)): [.literal(JSONText.quoted(text))]
        case .token(.sub(let parts)):
            ["\""] + parts.map { part in part.literal.map { .literal(JSONText.escaped($0)) } ?? part } + ["\""]
        case .token(let token): ["\"", token, "\""]
        case .integer(let number): [.literal(String(number))]
        case .bool(let flag): [flag ? "true" : "false"]
        case .list(let values): ["["] + values.map(parts(of:)).joined(separator: [","]) + ["]"]
        case .object(let fields):
            ["{"]
                + fields.sorted { $0.key < $1.key }
                .map { [.literal(JSONText.quoted($0.key) + ":")] + parts(of: $0.value) }.joined(separator: [","])
                + ["}"]
        }
    }
}
