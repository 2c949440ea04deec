import LoadPlan

extension PlanDecoder {
    private static let conditionForm =
        "a condition is written 'status == 200', '${name} exists' or '${name} < 3'; it compares with ==, !=, <, <=, >, >=, contains, matches, in, exists or is missing."

    /// A condition of `if` and `while`.
    func condition(_ node: PlanNode, _ path: String) -> Condition? {
        guard let text = node.text.map({ ValueText.trimmed($0) }) else {
            findings.note(node, path, Self.conditionForm)
            return nil
        }
        let left: String
        if text.hasPrefix("${"), let end = text.firstIndex(of: "}") {
            left = String(text[...end])
        } else {
            left = String(text.prefix { $0.isLetter })
            guard left == "status" else {
                findings.note(node, path, Self.conditionForm)
                return nil
            }
        }
        let rest = ValueText.trimmed(text.dropFirst(left.count))
        var value: Template?
        if left != "status" {
            guard let pieces = pieces(of: left, node, path) else { return nil }
            var builder = TemplateBuilder()
            builder.content(pieces, .none)
            value = builder.build()
        }
        return predicate(of: rest, node, path, isStatus: value == nil).map { Condition(value: value, predicate: $0) }
    }

    private func predicate(of text: String, _ node: PlanNode, _ path: String, isStatus: Bool) -> Predicate? {
        if !isStatus {
            if text == "exists" { return .exists }
            if text == "missing" || text == "is missing" { return .isMissing }
        }
        let operators = ["==", "!=", "<=", ">=", "<", ">", "contains ", "matches ", "in ", "is "]
        guard let sign = operators.first(where: { text.hasPrefix($0) }) else {
            findings.note(node, path, Self.conditionForm)
            return nil
        }
        let right = Self.unquoted(ValueText.trimmed(text.dropFirst(sign.count)))
        let operand = PlanNode(position: node.position, value: .scalar(right, isPlain: false))
        switch sign {
        case "==", "is ":
            if isStatus, let digit = Self.statusClass(right) { return .statusClass(digit) }
            guard !isStatus || Int(right) != nil || right.contains("${") else {
                findings.note(node, path, Self.conditionForm)
                return nil
            }
            return template(operand, path, .none).map { .equals($0) }
        case "!=": return template(operand, path, .none).map { .differs($0) }
        case "contains ": return template(operand, path, .none).map { .contains($0) }
        case "matches ": return source(.regularExpression(right, group: 0), operand, path).map { _ in .matches(right) }
        case "in ":
            let texts = right.split(separator: ",").map { Self.unquoted(ValueText.trimmed($0)) }
            guard !texts.isEmpty else {
                findings.note(node, path, "give texts between commas, as in '${state} in open, paid'.")
                return nil
            }
            return .isOne(of: texts)
        default:
            guard let limit = number(operand, path) else { return nil }
            return switch sign {
            case "<": .less(limit)
            case "<=": .atMost(limit)
            case ">": .more(limit)
            default: .atLeast(limit)
            }
        }
    }

    private static func unquoted(_ text: String) -> String {
        guard text.count >= 2, let first = text.first, first == "\"" || first == "'", text.last == first else {
            return text
        }
        return String(text.dropFirst().dropLast())
    }
}
