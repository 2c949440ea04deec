/// A condition, of the kinds that are used here; anything else is refused rather than taken to hold.
indirect enum StrictCondition {
    case exists(String)
    case missing(String)
    case compare(StrictOperand, String, StrictOperand)
    case between(StrictOperand, StrictOperand, StrictOperand)
    case and(StrictCondition, StrictCondition)
    case or(StrictCondition, StrictCondition)

    init(_ text: String, _ bindings: StrictBindings) throws {
        var tokens = try StrictTokens(text)
        self = try Self.disjunction(&tokens, bindings)
        guard tokens.isAtEnd else {
            throw StrictRefusal("Invalid expression: Syntax error; token: \(tokens.next ?? "")")
        }
    }

    private static func disjunction(_ tokens: inout StrictTokens, _ bindings: StrictBindings) throws -> StrictCondition
    {
        var condition = try conjunction(&tokens, bindings)
        while tokens.take("OR") { condition = .or(condition, try conjunction(&tokens, bindings)) }
        return condition
    }

    private static func conjunction(_ tokens: inout StrictTokens, _ bindings: StrictBindings) throws -> StrictCondition
    {
        var condition = try term(&tokens, bindings)
        while tokens.take("AND") { condition = .and(condition, try term(&tokens, bindings)) }
        return condition
    }

    private static func term(_ tokens: inout StrictTokens, _ bindings: StrictBindings) throws -> StrictCondition {
        if tokens.take("(") {
            let condition = try disjunction(&tokens, bindings)
            try tokens.expect(")")
            return condition
        }
        for (function, make) in [("ATTRIBUTE_EXISTS", Self.exists), ("ATTRIBUTE_NOT_EXISTS", Self.missing)]
        where tokens.take(function) {
            try tokens.expect("(")
            let path = try bindings.attribute(try tokens.take())
            try tokens.expect(")")
            return make(path)
        }
        let left = try StrictOperand(&tokens, bindings)
        if tokens.take("BETWEEN") {
            let low = try StrictOperand(&tokens, bindings)
            try tokens.expect("AND")
            return .between(left, low, try StrictOperand(&tokens, bindings))
        }
        let sign = try tokens.take()
        guard ["=", "<>", "<", "<=", ">", ">="].contains(sign) else {
            throw StrictRefusal("Invalid expression: Syntax error; token: \(sign)")
        }
        return .compare(left, sign, try StrictOperand(&tokens, bindings))
    }

    func holds(_ item: StrictItem?) throws -> Bool {
        switch self {
        case .exists(let name): return item?[name] != nil
        case .missing(let name): return item?[name] == nil
        case .and(let left, let right): return try left.holds(item) && right.holds(item)
        case .or(let left, let right): return try left.holds(item) || right.holds(item)
        case .between(let value, let low, let high):
            return try Self.compare(value.value(item), ">=", low.value(item))
                && Self.compare(value.value(item), "<=", high.value(item))
        case .compare(let left, let sign, let right): return try Self.compare(left.value(item), sign, right.value(item))
        }
    }

    /// What is missing equals nothing, and is not ordered.
    private static func compare(_ left: StrictValue?, _ sign: String, _ right: StrictValue?) throws -> Bool {
        guard let left, let right else { return sign == "<>" }
        if sign == "=" { return left == right }
        if sign == "<>" { return left != right }
        guard case .n(let first) = left, case .n(let second) = right else {
            throw StrictRefusal("this fake orders numbers only")
        }
        return switch sign {
        case "<": first < second
        case "<=": first <= second
        case ">": first > second
        default: first >= second
        }
    }
}

/// An attribute or a value.
enum StrictOperand {
    case attribute(String)
    case value(StrictValue)

    init(_ tokens: inout StrictTokens, _ bindings: StrictBindings) throws {
        let token = try tokens.take()
        self = token.hasPrefix(":") ? .value(try bindings.value(token)) : .attribute(try bindings.attribute(token))
    }

    func value(_ item: StrictItem?) -> StrictValue? {
        switch self {
        case .attribute(let name): item?[name]
        case .value(let value): value
        }
    }
}
