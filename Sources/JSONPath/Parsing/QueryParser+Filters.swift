extension QueryParser {
    mutating func logical() throws(JSONPathError) -> Logical {
        var terms = [try conjunction()]
        while takeOperator("||") { terms.append(try conjunction()) }
        return terms.count == 1 ? terms[0] : .any(terms)
    }

    private mutating func conjunction() throws(JSONPathError) -> Logical {
        var terms = [try basic()]
        while takeOperator("&&") { terms.append(try basic()) }
        return terms.count == 1 ? terms[0] : .all(terms)
    }

    private mutating func takeOperator(_ text: String) -> Bool {
        let before = offset
        skipBlanks()
        guard take(text) else {
            offset = before
            return false
        }
        skipBlanks()
        return true
    }

    private mutating func basic() throws(JSONPathError) -> Logical {
        let isNegated = next == "!"
        if isNegated {
            offset += 1
            skipBlanks()
        }
        if take("(") {
            try enter()
            defer { depth -= 1 }
            skipBlanks()
            let inner = try logical()
            skipBlanks()
            guard take(")") else { throw error("expected )") }
            return isNegated ? .not(inner) : inner
        }
        let start = offset
        let left = try operand()
        if let comparator = comparator() {
            guard !isNegated else { throw error("a comparison after ! stands in brackets: !(@.a == 1)", at: start) }
            try requireValue(left, at: start)
            skipBlanks()
            let second = offset
            let right = try operand()
            try requireValue(right, at: second)
            return .comparison(left, comparator, right)
        }
        let test = try asTest(left, at: start)
        return isNegated ? .not(test) : test
    }

    private mutating func comparator() -> Comparator? {
        let before = offset
        skipBlanks()
        for candidate in [Comparator.equal, .notEqual, .atMost, .atLeast, .less, .more] where take(candidate.rawValue) {
            return candidate
        }
        offset = before
        return nil
    }

    private func asTest(_ operand: Operand, at start: Int) throws(JSONPathError) -> Logical {
        switch operand {
        case .query(let query): return .exists(query)
        case .function(let call) where call.name.isLogical: return .function(call)
        case .function(let call):
            throw error("the value of \(call.name.rawValue)() is compared with another", at: start)
        default: throw error("a literal is compared with another value", at: start)
        }
    }

    private func requireValue(_ operand: Operand, at start: Int) throws(JSONPathError) {
        switch operand {
        case .query(let query) where !query.isSingular:
            throw error("a query that is compared selects one value at most: names and whole numbers only", at: start)
        case .function(let call) where call.name.isLogical:
            throw error("\(call.name.rawValue)() holds or does not: it is not compared", at: start)
        default: return
        }
    }

    private mutating func operand() throws(JSONPathError) -> Operand {
        if let literal = try literal() { return literal }
        if take("@") { return .query(Query(isRelative: true, segments: try segments())) }
        if take("$") { return .query(Query(isRelative: false, segments: try segments())) }
        return .function(try functionCall())
    }

    private mutating func functionCall() throws(JSONPathError) -> FunctionCall {
        let start = offset
        while let scalar = next, Self.isFunctionName(scalar) { offset += 1 }
        let text = String(String.UnicodeScalarView(scalars[start..<offset]))
        guard !text.isEmpty else { throw error("expected @, $, a literal, a function, ! or (") }
        let known = FunctionCall.Name.allCases.map(\.rawValue).joined(separator: ", ")
        guard let name = FunctionCall.Name(rawValue: text) else {
            throw error("there is no \(text); the functions are \(known)", at: start)
        }
        guard take("(") else { throw error("expected ( right after \(text)") }
        try enter()
        defer { depth -= 1 }
        var arguments: [Operand] = []
        skipBlanks()
        if next != ")" {
            repeat {
                skipBlanks()
                let column = offset
                let argument = try operand()
                try check(argument, of: name, at: column)
                arguments.append(argument)
                skipBlanks()
            } while take(",")
        }
        guard take(")") else { throw error("expected , or )") }
        guard arguments.count == name.parameterCount else {
            throw error("\(text)() takes \(name.parameterCount) argument(s), not \(arguments.count)", at: start)
        }
        var call = FunctionCall(name: name, arguments: arguments)
        if name.isLogical, case .string(let text) = arguments[1] {
            call.pattern = try? Pattern(parsing: String(decoding: text, as: UTF8.self), syntax: .interoperable)
        }
        return call
    }

    /// Well-typedness, RFC 9535, section 2.4.3.
    private func check(
        _ argument: Operand,
        of name: FunctionCall.Name,
        at start: Int
    ) throws(JSONPathError) {
        guard name.takesNodes else { return try requireValue(argument, at: start) }
        guard case .query = argument else {
            throw error("\(name.rawValue)() takes a query, such as @.items", at: start)
        }
    }
}
