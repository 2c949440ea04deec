/// The words and signs of an expression.
struct StrictTokens {
    private var tokens: [String]

    init(_ text: String) throws {
        tokens = []
        var rest = Substring(text)
        while let first = rest.first {
            if first == " " {
                rest.removeFirst()
            } else if let two = [">=", "<=", "<>"].first(where: { rest.hasPrefix($0) }) {
                tokens.append(two)
                rest.removeFirst(2)
            } else if "(),=<>".contains(first) {
                tokens.append(String(first))
                rest.removeFirst()
            } else {
                let word = rest.prefix { $0.isLetter || $0.isNumber || "#:_".contains($0) }
                guard !word.isEmpty else { throw StrictRefusal("Invalid expression: Syntax error; token: \(first)") }
                tokens.append(String(word))
                rest.removeFirst(word.count)
            }
        }
        guard !tokens.isEmpty else { throw StrictRefusal("Invalid expression: The expression can not be empty;") }
        tokens.reverse()
    }

    var next: String? { tokens.last }
    var isAtEnd: Bool { tokens.isEmpty }

    mutating func take() throws -> String {
        guard let token = tokens.popLast() else {
            throw StrictRefusal("Invalid expression: Syntax error; token: <EOF>")
        }
        return token
    }

    /// Passes over a word or sign where it comes next.
    mutating func take(_ token: String) -> Bool {
        guard next?.uppercased() == token else { return false }
        tokens.removeLast()
        return true
    }

    mutating func expect(_ token: String) throws {
        let found = try take()
        guard found.uppercased() == token else {
            throw StrictRefusal("Invalid expression: Syntax error; token: \(found)")
        }
    }
}
