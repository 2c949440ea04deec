/// An update expression: SET with values and `if_not_exists`, ADD to sets and numbers, REMOVE.
struct StrictUpdate {
    private enum Action {
        case set(String, StrictOperand, unless: String?)
        case add(String, StrictValue)
        case remove(String)

        var path: String {
            switch self {
            case .set(let path, _, _), .add(let path, _), .remove(let path): path
            }
        }
    }

    private var actions: [Action] = []

    init(_ text: String, _ bindings: StrictBindings) throws {
        var tokens = try StrictTokens(text)
        var clauses: Set<String> = []
        while !tokens.isAtEnd {
            let clause = try tokens.take().uppercased()
            guard clauses.insert(clause).inserted else {
                throw StrictRefusal("The \"\(clause)\" section can only be used once")
            }
            repeat { actions.append(try Self.action(clause, &tokens, bindings)) } while tokens.take(",")
        }
        let paths = actions.map(\.path)
        guard Set(paths).count == paths.count else {
            throw StrictRefusal("Two document paths overlap with each other")
        }
        if let key = paths.first(where: ["testId", "timestamp"].contains) {
            throw StrictRefusal("Cannot update attribute \(key). This attribute is part of the key")
        }
    }

    private static func action(
        _ clause: String,
        _ tokens: inout StrictTokens,
        _ bindings: StrictBindings
    ) throws -> Action {
        let path = try bindings.attribute(try tokens.take())
        switch clause {
        case "REMOVE": return .remove(path)
        case "ADD": return .add(path, try bindings.value(try tokens.take()))
        case "SET":
            try tokens.expect("=")
            guard tokens.take("IF_NOT_EXISTS") else {
                return .set(path, try StrictOperand(&tokens, bindings), unless: nil)
            }
            try tokens.expect("(")
            let other = try bindings.attribute(try tokens.take())
            try tokens.expect(",")
            let operand = try StrictOperand(&tokens, bindings)
            try tokens.expect(")")
            return .set(path, operand, unless: other)
        default: throw StrictRefusal("Invalid UpdateExpression: Syntax error; token: \(clause)")
        }
    }

    /// The item as the update leaves it. All reads see the item as it was before.
    func applied(to item: StrictItem) throws -> StrictItem {
        var result = item
        for action in actions {
            switch action {
            case .remove(let path): result[path] = nil
            case .add(let path, let value): result[path] = try Self.sum(item[path], value)
            case .set(let path, let operand, let other):
                guard let value = other.flatMap({ item[$0] }) ?? operand.value(item) else {
                    throw StrictRefusal(
                        "The provided expression refers to an attribute that does not exist in the item"
                    )
                }
                result[path] = value
            }
        }
        return result
    }

    private static func sum(_ present: StrictValue?, _ value: StrictValue) throws -> StrictValue {
        switch (present, value) {
        case (nil, .ns), (nil, .ss): return value
        case (.ns(let left), .ns(let right)): return .ns(left.union(right))
        case (.ss(let left), .ss(let right)): return .ss(left.union(right))
        default: throw StrictRefusal("An operand in the update expression has an incorrect data type")
        }
    }
}
