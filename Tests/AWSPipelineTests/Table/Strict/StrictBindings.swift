/// What expressions of one request may refer to, and which of it they did.
final class StrictBindings {
    /// Those of DynamoDB's reserved words that are near to names used here.
    /// Source: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ReservedWords.html
    private static let reserved: Set<String> = [
        "COUNT", "COUNTER", "DATA", "DATE", "DURATION", "ERROR", "ERRORS", "KEY", "LIST", "MAP", "MAX", "MIN", "NAME",
        "NAMES", "PLAN",
        "RANGE", "READ", "START", "STATE", "STATUS", "STOP", "SUM", "TABLE", "TIME", "TIMESTAMP", "TOTAL", "TTL",
        "TYPE", "USER",
        "VALUE", "VALUES", "WINDOW", "WRITE",
    ]

    private let names: [String: String]
    private let values: StrictItem
    private var usedNames: Set<String> = []
    private var usedValues: Set<String> = []

    init(names: [String: String]?, values: StrictItem?) throws {
        if let names, names.isEmpty { throw StrictRefusal("ExpressionAttributeNames must not be empty") }
        if let values, values.isEmpty { throw StrictRefusal("ExpressionAttributeValues must not be empty") }
        self.names = names ?? [:]
        self.values = values ?? [:]
        for name in self.names where !name.key.hasPrefix("#") || name.value.isEmpty {
            throw StrictRefusal("ExpressionAttributeNames contains invalid key: \(name.key)")
        }
        for value in self.values.keys where !value.hasPrefix(":") {
            throw StrictRefusal("ExpressionAttributeValues contains invalid key: \(value)")
        }
    }

    func attribute(_ token: String) throws -> String {
        guard token.hasPrefix("#") else {
            guard !Self.reserved.contains(token.uppercased()) else {
                throw StrictRefusal("Attribute name is a reserved keyword; reserved keyword: \(token)")
            }
            return token
        }
        guard let name = names[token] else {
            throw StrictRefusal("An expression attribute name used in the document path is not defined: \(token)")
        }
        usedNames.insert(token)
        return name
    }

    func value(_ token: String) throws -> StrictValue {
        guard let value = values[token] else {
            throw StrictRefusal("An expression attribute value used in expression is not defined: \(token)")
        }
        usedValues.insert(token)
        return value
    }

    func checkUse() throws {
        let unused = Set(names.keys).subtracting(usedNames).union(Set(values.keys).subtracting(usedValues))
        guard unused.isEmpty else {
            throw StrictRefusal("Value unused in expressions: \(unused.sorted().joined(separator: ", "))")
        }
    }
}
