import LoadPlan

extension PlanDecoder {
    static let methodKeys = ["get", "post", "put", "patch", "delete", "head", "options"]
    static let stepKinds = methodKeys + ["request", "pause", "group", "repeat", "while", "if"]
    private static let stepHints = [
        "think": "thinking is written 'pause: 1s'.", "sleep": "thinking is written 'pause: 1s'.",
        "loop": "loops are written 'repeat: 3' with 'steps'.", "expect": "what must hold is written under 'check'.",
    ]

    /// The steps of a list; those that are wrong are left out and noted.
    func steps(_ node: PlanNode, _ path: String) -> [Step] {
        guard let nodes = node.elements else {
            findings.note(node, path, "steps are a list: - get: /orders.")
            return []
        }
        if nodes.isEmpty { findings.missing(node, path, "the list is empty: give a step such as - get: /orders.") }
        return nodes.enumerated().compactMap { step($1, "\(path)[\($0)]") }
    }

    private func step(_ node: PlanNode, _ path: String) -> Step? {
        guard let entries = node.entries else {
            findings.note(node, path, "a step has keys with values, such as get: /orders or pause: 1s.")
            return nil
        }
        let kinds = entries.map(\.key).filter { Self.stepKinds.contains($0) }
        guard kinds.count == 1, let kind = kinds.first else {
            if kinds.isEmpty, let first = entries.first {
                let hint = Self.stepHints[first.key] ?? Findings.hint(first.key, Self.stepKinds)
                findings.note(
                    at: first.position,
                    path,
                    text: first.key,
                    "\(hint.isEmpty || hint.hasSuffix(" ") ? hint : hint + " ")a step is one of \(Self.stepKinds.joined(separator: ", "))."
                )
            } else {
                findings.missing(
                    node,
                    path,
                    "a step is one thing, not \(kinds.joined(separator: " and ")): write two steps."
                )
            }
            return nil
        }
        switch kind {
        case "pause": return pause(node, path)
        case "group": return group(node, path)
        case "repeat": return repetition(node, path)
        case "while": return loop(node, path)
        case "if": return branch(node, path)
        default: return request(node, path, kind: kind).map { .request($0) }
        }
    }

    private func group(_ node: PlanNode, _ path: String) -> Step? {
        guard let fields = Fields(node, path, "a group", keys: ["group", "steps"], findings) else { return nil }
        guard let nameNode = fields["group"], let name = constant(nameNode, fields.path("group")), !name.isEmpty else {
            if fields["group"] == nil { findings.missing(node, path, "the group has no name.") }
            return nil
        }
        groupNames.insert(name)
        return inner(fields).map { .group(name: name, steps: $0) }
    }

    private func repetition(_ node: PlanNode, _ path: String) -> Step? {
        guard let fields = Fields(node, path, "a repetition", keys: ["repeat", "steps"], findings) else { return nil }
        let count = fields["repeat"].flatMap { whole($0, fields.path("repeat"), in: 1...1_000_000) }
        guard let steps = inner(fields), let count else { return nil }
        return .repeat(count: count, steps: steps)
    }

    private func loop(_ node: PlanNode, _ path: String) -> Step? {
        guard let fields = Fields(node, path, "a loop", keys: ["while", "limit", "steps"], findings) else { return nil }
        let limit = fields["limit"].map { whole($0, fields.path("limit"), in: 1...1_000_000) } ?? 100
        let steps = inner(fields)
        // What the body captures is known when the condition is looked at again.
        let condition = fields["while"].flatMap { self.condition($0, fields.path("while")) }
        guard let steps, let condition, let limit else { return nil }
        return .while(condition, limit: limit, steps: steps)
    }

    private func branch(_ node: PlanNode, _ path: String) -> Step? {
        guard let fields = Fields(node, path, "a condition", keys: ["if", "then", "else"], findings) else { return nil }
        let condition = fields["if"].flatMap { self.condition($0, fields.path("if")) }
        guard let thenNode = fields["then"] else {
            findings.missing(node, path, "what is done is missing: give 'then: [{get: /orders}]'.")
            return nil
        }
        let before = captured
        let then = steps(thenNode, fields.path("then"))
        let afterThen = captured
        captured = before
        let otherwise = fields["else"].map { steps($0, fields.path("else")) } ?? []
        captured.formUnion(afterThen)
        return condition.map { .if($0, then: then, otherwise: otherwise) }
    }

    private func inner(_ fields: Fields) -> [Step]? {
        guard let node = fields["steps"] else {
            findings.missing(fields.node, fields.path, "what is done is missing: give 'steps: [{get: /orders}]'.")
            return nil
        }
        return steps(node, fields.path("steps"))
    }

    // MARK: Pauses

    private func pause(_ node: PlanNode, _ path: String) -> Step? {
        guard let fields = Fields(node, path, "a pause", keys: ["pause"], findings), let value = fields["pause"] else {
            return nil
        }
        let path = fields.path("pause")
        if value.entries != nil {
            guard let inner = Fields(value, path, "a pause", keys: ["exponential"], findings) else { return nil }
            guard let mean = inner["exponential"] else {
                if !inner.hasUnknown {
                    findings.missing(value, path, "give a length such as 1s, 1s..3s, or {exponential: 2s}.")
                }
                return nil
            }
            return seconds(mean, inner.path("exponential")).map { .pause(.exponential(mean: $0)) }
        }
        guard let text = constant(value, path) else { return nil }
        let span = Span(text)
        let ends = [span.from, span.to].map { text in
            findings.parse(value, path) { () throws(ExpressionError) in try DurationExpression.parse(text) }
        }
        guard let from = ends[0], let to = ends[1] else { return nil }
        guard from <= to, to <= 86_400 else {
            findings.note(value, path, "give the shorter length first, and at most 1d.")
            return nil
        }
        return .pause(from == to ? .fixed(from) : .uniform(from: from, to: to))
    }
}
