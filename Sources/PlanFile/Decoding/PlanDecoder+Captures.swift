import JSONPath
import LoadPlan

extension PlanDecoder {
    private static let sourceKeys = ["json", "header", "cookie", "regex"]
    private static let sourceWords: [String: ResponseSource] = [
        "status": .status, "body": .body, "size": .size, "time": .time,
    ]
    static let captureKeys = sourceKeys + ["group", "default"]
    private static let captureForm =
        "give a JSONPath query such as $.token, one of status, body, size and time, or {header: …}, {cookie: …}, {json: …}, {regex: …, group: 1}."

    func captures(_ node: PlanNode, _ path: String) -> [Capture] {
        mapping(node, path, "captures are written as name: $.token").compactMap { entry in
            let path = "\(path).\(entry.key)"
            guard isName(entry.key, at: entry.position, path, "a capture") else { return nil }
            if names.variables[entry.key] != nil || names.dataSets[entry.key] != nil {
                let what = names.variables[entry.key] != nil ? "a variable" : "a data set"
                findings.note(
                    at: entry.position,
                    path,
                    text: entry.key,
                    "\(what) has this name already: choose another."
                )
            }
            // Known from here on, whatever is wrong with it: one error is enough.
            captured.insert(entry.key)
            return capture(named: entry.key, entry.value, path)
        }
    }

    private func capture(named name: String, _ node: PlanNode, _ path: String) -> Capture? {
        if let text = node.text {
            if let source = Self.sourceWords[text] { return Capture(name: name, source: source) }
            guard text.hasPrefix("$") else {
                findings.note(node, path, Findings.hint(text, Self.sourceWords.keys.sorted()) + Self.captureForm)
                return nil
            }
            return source(.jsonPath(text), node, path).map { Capture(name: name, source: $0) }
        }
        guard let fields = Fields(node, path, "a capture", keys: Self.captureKeys, findings) else { return nil }
        let fallback = fields["default"].flatMap { constant($0, fields.path("default")) }
        return namedSource(fields, Self.captureForm).map { Capture(name: name, source: $0, fallback: fallback) }
    }

    /// The source that one of the keys `json`, `header`, `cookie` and `regex` names.
    func namedSource(_ fields: Fields, _ form: String) -> ResponseSource? {
        let kinds = fields.present(Self.sourceKeys)
        guard kinds.count == 1, let kind = kinds.first, let node = fields[kind] else {
            findings.missing(fields.node, fields.path, form)
            return nil
        }
        let path = fields.path(kind)
        if kind != "regex", let group = fields["group"] {
            findings.note(group, fields.path("group"), "'group' belongs to 'regex'.")
        }
        switch kind {
        case "json": return node.text.flatMap { source(.jsonPath($0), node, path) } ?? notText(node, path)
        case "regex":
            let group = fields["group"].map { whole($0, fields.path("group"), in: 0...99) }
            guard let text = node.text else { return notText(node, path) }
            guard let group = group ?? ((try? Pattern(parsing: text).groupCount) ?? 0 > 0 ? 1 : 0) else { return nil }
            return source(.regularExpression(text, group: group), node, path)
        case "header":
            guard let text = constant(node, path) else { return nil }
            return findings.parse(node, path) { () throws(ExpressionError) in
                ResponseSource.header(try HeaderExpression.parseName(text))
            }
        default: return constant(node, path).map { .cookie($0) }
        }
    }

    private func notText(_ node: PlanNode, _ path: String) -> ResponseSource? {
        if node.text == nil { findings.note(node, path, "a text is expected here, not \(node.kind).") }
        return nil
    }

    /// The source, where the engine understands it.
    func source(_ source: ResponseSource, _ node: PlanNode, _ path: String) -> ResponseSource? {
        if case .jsonPath(let query) = source, !query.hasPrefix("$") {
            findings.note(node, path, "a JSONPath query begins with $, such as $.items[0].id.")
            return nil
        }
        guard let problem = Self.problem(source) else { return source }
        findings.note(node, path, problem)
        return nil
    }

    /// What is wrong with a query or a pattern; nil where nothing is.
    private static func problem(_ source: ResponseSource) -> String? {
        switch source {
        case .jsonPath(let query):
            do throws(JSONPathError) {
                _ = try JSONPath(parsing: query)
                return nil
            } catch {
                return "no JSONPath query, at its column \(error.column): \(error.message)"
            }
        case .regularExpression(let text, let group):
            do throws(PatternError) {
                let pattern = try Pattern(parsing: text)
                let groups = pattern.groupCount
                return group <= groups ? nil : "the expression has \(groups) groups, and group \(group) is asked for."
            } catch {
                return "no regular expression, at its column \(error.column): \(error.message)"
            }
        default: return nil
        }
    }
}
