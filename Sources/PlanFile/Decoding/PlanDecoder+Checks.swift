import LoadPlan

extension PlanDecoder {
    private static let plainSources: [(key: String, source: ResponseSource)] = [
        ("status", .status), ("body", .body), ("size", .size), ("time", .time),
    ]
    private static let checkedKeys = plainSources.map(\.key) + ["json", "header", "cookie", "regex"]
    static let checkKeys = checkedKeys + ["group", "name", "countOnly"] + predicateKeys
    private static let checkForm =
        "a check looks at one of status, body, size, time, json, header, cookie and regex, as in {status: 200}."

    /// A check, or a list of them.
    func checks(_ node: PlanNode, _ path: String) -> [Check] {
        (node.elements ?? [node]).enumerated().compactMap { index, element in
            check(element, node.elements == nil ? path : "\(path)[\(index)]")
        }
    }

    private func check(_ node: PlanNode, _ path: String) -> Check? {
        guard let fields = Fields(node, path, "a check", keys: Self.checkKeys, findings) else { return nil }
        let name = fields["name"].flatMap { constant($0, fields.path("name")) }
        let countOnly = fields["countOnly"].flatMap { flag($0, fields.path("countOnly")) } ?? false
        let kinds = fields.present(Self.checkedKeys)
        guard kinds.count == 1, let kind = kinds.first, let value = fields[kind] else {
            if kinds.count > 1 {
                let several = kinds.joined(separator: " and ")
                findings.missing(node, path, "a check looks at one thing, not \(several): write two.")
            } else if !fields.hasUnknown {
                findings.missing(node, path, Self.checkForm)
            }
            return nil
        }
        let source: ResponseSource?
        let predicate: Predicate?
        if let plain = Self.plainSources.first(where: { $0.key == kind }) {
            source = plain.source
            predicate = plainPredicate(fields, kind, value)
        } else {
            source = namedSource(fields, Self.checkForm)
            predicate = self.predicate(fields, unit: .none, fallback: .exists)
        }
        guard let source, let predicate else { return nil }
        let described = name ?? Self.describe(kind, value, fields)
        checkNames.insert(described)
        return Check(name: described, source: source, predicate: predicate, failsRequest: !countOnly)
    }

    private func plainPredicate(_ fields: Fields, _ kind: String, _ value: PlanNode) -> Predicate? {
        let path = fields.path(kind)
        if let beside = fields.present(Self.predicateKeys).first, let node = fields[beside] {
            findings.note(node, fields.path(beside), "write it under '\(kind)', as in {\(kind): {\(beside): …}}.")
            return nil
        }
        let unit: Unit = kind == "time" ? .milliseconds : kind == "size" ? .bytes : .none
        if value.entries != nil {
            guard let inner = Fields(value, path, "a check of \(kind)", keys: Self.predicateKeys, findings) else {
                return nil
            }
            return predicate(inner, unit: unit, fallback: nil)
        }
        if kind == "status" { return status(value, path) }
        if kind == "body" {
            findings.note(value, path, "give {contains: …}, {is: …} or {matches: …}.")
            return nil
        }
        return comparison(value, path, unit)
    }

    /// `200`, `2xx`, `[200, 201]`.
    private func status(_ node: PlanNode, _ path: String) -> Predicate? {
        if let elements = node.elements {
            let codes = elements.enumerated().compactMap { code($1, "\(path)[\($0)]") }
            return codes.count == elements.count && !codes.isEmpty ? .isOne(of: codes) : nil
        }
        if let text = node.text, let digit = Self.statusClass(text) { return .statusClass(digit) }
        return code(node, path).map { .equals(Template($0)) }
    }

    /// The digit of `2xx`.
    static func statusClass(_ text: String) -> Int? {
        let letters = Array(text.lowercased().utf8)
        guard letters.count == 3, letters[1] == 0x78, letters[2] == 0x78, (0x31...0x35).contains(letters[0]) else {
            return nil
        }
        return Int(letters[0]) - 0x30
    }

    private func code(_ node: PlanNode, _ path: String) -> String? {
        guard let text = constant(node, path) else { return nil }
        guard let code = Int(text), (100...599).contains(code) else {
            findings.note(node, path, "give a status such as 200, a class such as 2xx, or a list such as [200, 201].")
            return nil
        }
        return String(code)
    }

    /// The name of a check that has none: what is written, in order.
    private static func describe(_ kind: String, _ value: PlanNode, _ fields: Fields) -> String {
        func shown(_ node: PlanNode) -> String {
            switch node.value {
            case .scalar(let text, _): text
            case .sequence(let elements): elements.map(shown).joined(separator: " or ")
            case .mapping(let entries): entries.map { "\($0.key) \(shown($0.value))" }.joined(separator: ", ")
            }
        }
        let isPlain = plainSources.contains { $0.key == kind }
        if isPlain {
            return kind == "status" && value.entries == nil ? "status is \(shown(value))" : "\(kind) \(shown(value))"
        }
        let predicates = fields.present(predicateKeys).compactMap { key in fields[key].map { "\(key) \(shown($0))" } }
        return ([kind, shown(value)] + (predicates.isEmpty ? ["exists"] : predicates)).joined(separator: " ")
    }
}
