import LoadPlan

/// What values of a plan may be called, and what is known of each.
struct Names {
    /// Variables, resolved: none of their pieces is a variable.
    var variables: [String: [Piece]] = [:]
    /// Variables that are wrong, and were noted already.
    var brokenVariables: Set<String> = []
    /// Data sets by name; nil for one that is wrong, and was noted already.
    var dataSets: [String: DataSet?] = [:]
    /// Secrets by name.
    var secrets: [String: SecretReference] = [:]
    /// What is being read, where no row of data is known in it.
    var withoutData: String?
    /// Whether secrets may come from the environment and files of the task's machine.
    var allowsLocalSecrets = true
    /// The environment of the person who starts the run.
    var environment: [String: String] = [:]

    /// What may stand in `${…}` where `captured` is what steps before it captured.
    func resolve(_ expression: String, captured: Set<String>) throws(ValueProblem) -> [Piece] {
        let text = "${\(expression)}"
        if expression.hasPrefix("env:") { return [.inserted(try environment(expression), isRaw: false)] }
        if expression.hasPrefix("secret:") { return [.value(.secret(try secret(expression)), isRaw: false)] }
        let isRaw = expression.hasSuffix(":raw")
        let name = isRaw ? String(expression.dropLast(4)) : expression
        if let pieces = variables[name] {
            return pieces.map { piece in
                switch piece {
                case .written(let text), .inserted(let text, _): .inserted(text, isRaw: isRaw)
                case .value(let source, _): .value(source, isRaw: isRaw)
                }
            }
        }
        if brokenVariables.contains(name) { return [] }
        if captured.contains(name) { return [.value(.capture(name), isRaw: isRaw)] }
        if let generator = try GeneratorExpression.parse(name) { return [.value(.generator(generator), isRaw: isRaw)] }
        if let dot = name.firstIndex(of: ".") {
            return try column(String(name[..<dot]), String(name[name.index(after: dot)...]), text).map {
                [.value($0, isRaw: isRaw)]
            } ?? []
        }
        let known = captured.sorted() + variables.keys.sorted() + dataSets.keys.sorted() + GeneratorExpression.forms
        let what =
            name.isEmpty
            ? "a name is missing between the braces."
            : "no variable has this name, and no step before it captures it."
        throw ValueProblem(text: text, message: Findings.hint(name, known) + what + list(captured))
    }

    private func column(_ set: String, _ column: String, _ text: String) throws(ValueProblem) -> ValueSource? {
        if let withoutData {
            throw ValueProblem(
                text: text,
                message: "\(withoutData) has no row of data: rows belong to the iterations of scenarios."
            )
        }
        guard let known = dataSets[set] else {
            let names = dataSets.keys.sorted()
            let hint = Findings.hint(set, names)
            let all = names.isEmpty ? "the plan has no data." : "the plan's data are \(names.joined(separator: ", "))."
            throw ValueProblem(text: text, message: "\(hint)'\(set)' is no data set: \(all)")
        }
        guard let dataSet = known else { return nil }
        guard dataSet.columns.contains(column) else {
            let hint = Findings.hint(column, dataSet.columns)
            let all = dataSet.columns.prefix(30).joined(separator: ", ")
            throw ValueProblem(
                text: text,
                message: "\(hint)'\(set)' has no column '\(column)': its columns are \(all)."
            )
        }
        return .column(dataSet: set, column: column)
    }

    private func environment(_ expression: String) throws(ValueProblem) -> String {
        var name = expression.dropFirst(4)
        var fallback: String?
        if let range = Self.range(of: ":-", in: name) {
            fallback = String(name[range.upperBound...])
            name = name[..<range.lowerBound]
        }
        if let value = environment[String(name)] ?? fallback { return value }
        throw ValueProblem(
            text: "${\(expression)}",
            message: "the environment has no \(name): set it, or give a default as in ${env:\(name):-default}."
        )
    }

    private static func range(of separator: String, in text: Substring) -> Range<Substring.Index>? {
        var index = text.startIndex
        while index < text.endIndex {
            if text[index...].hasPrefix(separator) { return index..<text.index(index, offsetBy: separator.count) }
            index = text.index(after: index)
        }
        return nil
    }

    private func secret(_ expression: String) throws(ValueProblem) -> SecretReference {
        let name = String(expression.dropFirst(7))
        if let reference = secrets[name] ?? SecretExpression.parse(name) {
            if allowsLocalSecrets || !SecretExpression.isLocal(reference) { return reference }
            throw ValueProblem(text: "${\(expression)}", message: SecretExpression.localRefusal)
        }
        let hint = Findings.hint(name, secrets.keys.sorted())
        throw ValueProblem(
            text: "${\(expression)}",
            message: "\(hint)give a name of 'secrets', or \(SecretExpression.forms)."
        )
    }

    private func list(_ captured: Set<String>) -> String {
        let names = (captured.union(variables.keys)).sorted()
        return names.isEmpty ? "" : " Known here: \(names.prefix(30).joined(separator: ", "))."
    }
}
