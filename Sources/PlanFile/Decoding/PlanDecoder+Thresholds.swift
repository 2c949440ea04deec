import LoadPlan

extension PlanDecoder {
    static let thresholdKeys = ["limit", "endpoint", "group", "check", "every", "abort"]

    func thresholds(_ fields: Fields) -> [Threshold] {
        guard let node = fields["thresholds"] else { return [] }
        guard let nodes = node.elements else {
            findings.note(node, "thresholds", "thresholds are a list: - p(99) < 300ms.")
            return []
        }
        // Names are known for sure only where every step could be read.
        let hasAllNames = findings.diagnostics.isEmpty
        return nodes.enumerated().compactMap { index, node in
            let path = "thresholds[\(index)]"
            guard let threshold = node.text == nil ? detailed(node, path) : short(node, path) else { return nil }
            if hasAllNames { checkScope(threshold.scope, node, path) }
            return threshold
        }
    }

    private func short(_ node: PlanNode, _ path: String) -> Threshold? {
        constant(node, path).flatMap { text in
            findings.parse(node, path) { () throws(ExpressionError) in try ThresholdExpression.parse(text) }
        }
    }

    /// A threshold in parts; its expression is put together as it would be written in one line.
    private func detailed(_ node: PlanNode, _ path: String) -> Threshold? {
        guard let fields = Fields(node, path, "a threshold", keys: Self.thresholdKeys, findings) else { return nil }
        guard let limitNode = fields["limit"], let limit = constant(limitNode, fields.path("limit")) else {
            if fields["limit"] == nil {
                findings.missing(node, path, "the limit is missing: give 'limit: p(99) < 300ms'.")
            }
            return nil
        }
        let kinds = fields.present(["endpoint", "group", "check"])
        guard kinds.count <= 1 else {
            findings.missing(node, path, "a threshold is about one thing, not \(kinds.joined(separator: " and ")).")
            return nil
        }
        var text = limit
        if let kind = kinds.first, let nameNode = fields[kind] {
            guard let name = constant(nameNode, fields.path(kind)) else { return nil }
            text = "\(kind) \"\(Self.escaped(name))\": \(text)"
        }
        for (key, words) in [("every", " in every "), ("abort", ", abort after ")] {
            guard let node = fields[key] else { continue }
            guard let length = constant(node, fields.path(key)) else { return nil }
            text += words + length
        }
        return findings.parse(limitNode, path) { () throws(ExpressionError) in try ThresholdExpression.parse(text) }
    }

    private static func escaped(_ name: String) -> String {
        name.reduce(into: "") { $0 += $1 == "\"" || $1 == "\\" ? "\\\($1)" : String($1) }
    }

    private func checkScope(_ scope: Threshold.Scope, _ node: PlanNode, _ path: String) {
        guard
            let message = ThresholdNames(endpoints: endpointNames, groups: groupNames, checks: checkNames).problem(
                scope
            )
        else { return }
        findings.note(node, path, message)
    }
}
