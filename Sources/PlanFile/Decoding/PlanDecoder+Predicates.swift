import LoadPlan

extension PlanDecoder {
    static let predicateKeys = [
        "is", "not", "in", "contains", "matches", "below", "atMost", "above", "atLeast", "exists",
    ]

    /// What a bare number of a limit is.
    enum Unit {
        case none, milliseconds, bytes
    }

    /// The one predicate among the keys.
    func predicate(_ fields: Fields, unit: Unit, fallback: Predicate?) -> Predicate? {
        let kinds = fields.present(Self.predicateKeys)
        guard kinds.count <= 1 else {
            findings.missing(
                fields.node,
                fields.path,
                "a check says one thing, not \(kinds.joined(separator: " and ")): write two."
            )
            return nil
        }
        guard let kind = kinds.first, let node = fields[kind] else {
            if fallback == nil, !fields.hasUnknown {
                findings.missing(
                    fields.node,
                    fields.path,
                    "say what must hold: one of \(Self.predicateKeys.joined(separator: ", "))."
                )
            }
            return fallback
        }
        let path = fields.path(kind)
        switch kind {
        case "is": return template(node, path, .none).map { .equals($0) }
        case "not": return template(node, path, .none).map { .differs($0) }
        case "contains": return template(node, path, .none).map { .contains($0) }
        case "matches":
            guard let text = node.text else {
                findings.note(node, path, "give a regular expression.")
                return nil
            }
            return source(.regularExpression(text, group: 0), node, path).map { _ in .matches(text) }
        case "in":
            guard let elements = node.elements, !elements.isEmpty else {
                findings.note(node, path, "give a list such as [open, paid].")
                return nil
            }
            let texts = elements.enumerated().compactMap { constant($1, "\(path)[\($0)]") }
            return texts.count == elements.count ? .isOne(of: texts) : nil
        case "exists": return flag(node, path).map { $0 ? .exists : .isMissing }
        default:
            guard let limit = limit(node, path, unit) else { return nil }
            return switch kind {
            case "below": .less(limit)
            case "atMost": .atMost(limit)
            case "above": .more(limit)
            default: .atLeast(limit)
            }
        }
    }

    /// `< 500ms`, `<= 10k`.
    func comparison(_ node: PlanNode, _ path: String, _ unit: Unit) -> Predicate? {
        guard let text = constant(node, path) else { return nil }
        let signs: [(String, (Double) -> Predicate)] = [
            ("<=", { .atMost($0) }), (">=", { .atLeast($0) }), ("<", { .less($0) }), (">", { .more($0) }),
        ]
        guard let (sign, make) = signs.first(where: { text.hasPrefix($0.0) }) else {
            findings.note(node, path, "give a comparison such as '\(unit == .milliseconds ? "< 500ms" : "< 10k")'.")
            return nil
        }
        let rest = PlanNode(
            position: node.position,
            value: .scalar(ValueText.trimmed(text.dropFirst(sign.count)), isPlain: false)
        )
        return limit(rest, path, unit).map(make)
    }

    private func limit(_ node: PlanNode, _ path: String, _ unit: Unit) -> Double? {
        switch unit {
        case .none: return number(node, path)
        case .bytes: return whole(node, path, in: 0...Int.max).map(Double.init)
        case .milliseconds:
            guard let text = constant(node, path) else { return nil }
            if let bare = Double(text), bare.isFinite, bare >= 0 { return bare }
            return findings.parse(node, path) { () throws(ExpressionError) in try DurationExpression.parse(text) * 1000
            }
        }
    }
}
