import LoadPlan

extension PlanDecoder {
    static let environmentKeys = ["target", "variables", "profile", "vus", "iterations"]

    /// The chosen environment; the others are checked too.
    func environment(_ fields: Fields) -> Fields? {
        var chosen: Fields?
        let entries =
            fields["environments"].map { mapping($0, "environments", "environments are written as name: {target: …}") }
            ?? []
        for entry in entries {
            let environment = Fields(
                entry.value,
                "environments.\(entry.key)",
                "an environment",
                keys: Self.environmentKeys,
                findings
            )
            if entry.key == options.environment { chosen = environment }
        }
        if let name = options.environment, !entries.contains(where: { $0.key == name }) {
            let all = entries.map(\.key)
            let known =
                all.isEmpty
                ? "the plan has no environments." : "the plan's environments are \(all.joined(separator: ", "))."
            findings.note(at: nil, "--env", text: name, Findings.hint(name, all) + known)
        }
        return chosen
    }

    /// Entries of a mapping with free keys.
    func mapping(_ node: PlanNode, _ path: String, _ form: String) -> [PlanNode.Entry] {
        guard let entries = node.entries else {
            findings.note(node, path, "\(form).")
            return []
        }
        return entries
    }

    func secrets(_ fields: Fields) {
        guard let node = fields["secrets"] else { return }
        for entry in mapping(node, "secrets", "secrets are written as name: env:VARIABLE") {
            let path = "secrets.\(entry.key)"
            guard isName(entry.key, at: entry.position, path, "a secret") else { continue }
            guard let reference = entry.value.text.flatMap({ SecretExpression.parse($0) }) else {
                // What stands here may be the secret itself.
                findings.note(
                    at: entry.value.position,
                    path,
                    text: "",
                    "a secret is named, not written: \(SecretExpression.forms)."
                )
                continue
            }
            names.secrets[entry.key] = reference
        }
    }

    func variables(_ fields: Fields, _ environment: Fields?) {
        var texts: [String: (node: PlanNode, path: String)] = [:]
        let plans = [
            (fields["variables"], "variables"), (environment?["variables"], environment?.path("variables") ?? ""),
        ]
        for (node, path) in plans {
            guard let node else { continue }
            for entry in mapping(node, path, "variables are written as name: value") {
                let path = "\(path).\(entry.key)"
                guard isName(entry.key, at: entry.position, path, "a variable") else { continue }
                guard entry.value.text != nil else {
                    findings.note(entry.value, path, "a variable is a text or a number, not \(entry.value.kind).")
                    names.brokenVariables.insert(entry.key)
                    continue
                }
                texts[entry.key] = (entry.value, path)
            }
        }
        for (name, value) in options.variables.sorted(by: { $0.key < $1.key }) {
            guard texts[name] != nil || names.brokenVariables.contains(name) else {
                let all = texts.keys.sorted()
                let known =
                    all.isEmpty
                    ? "the plan has no variables." : "the plan's variables are \(all.joined(separator: ", "))."
                findings.note(at: nil, "--var", text: name, Findings.hint(name, all) + known)
                continue
            }
            texts[name] = nil
            names.variables[name] = [.written(value)]
        }
        names.withoutData = "a variable"
        var open: [String] = []
        for name in texts.keys.sorted() { resolve(name, &texts, &open) }
        names.withoutData = nil
    }

    /// Resolves what the variable needs, then the variable.
    private func resolve(
        _ name: String,
        _ texts: inout [String: (node: PlanNode, path: String)],
        _ open: inout [String]
    ) {
        guard names.variables[name] == nil, !names.brokenVariables.contains(name), let (node, path) = texts[name] else {
            return
        }
        if let start = open.firstIndex(of: name) {
            let circle = (open[start...] + [name]).joined(separator: " → ")
            findings.note(node, path, "variables that need each other have no value: \(circle).")
            names.brokenVariables.insert(name)
            return
        }
        guard !node.isNull else {
            findings.missing(node, path, "the variable has no value: give it one, or run with --var \(name)=…")
            names.brokenVariables.insert(name)
            return
        }
        guard open.count < 50 else {
            findings.note(node, path, "variables lead to one another more than 50 times.")
            names.brokenVariables.insert(name)
            return
        }
        open.append(name)
        for case .expression(let expression) in ValueText(node.text ?? "").segments {
            let other = expression.hasSuffix(":raw") ? String(expression.dropLast(4)) : expression
            resolve(other, &texts, &open)
            if names.brokenVariables.contains(other) { names.brokenVariables.insert(name) }
        }
        open.removeLast()
        guard !names.brokenVariables.contains(name) else { return }
        names.brokenVariables.insert(name)
        guard let pieces = pieces(node, path) else { return }
        guard size(of: pieces) <= 65_536 else {
            findings.note(node, path, "the variable comes to more than 65536 bytes.")
            return
        }
        names.brokenVariables.remove(name)
        names.variables[name] = pieces
    }

    private func size(of pieces: [Piece]) -> Int {
        pieces.reduce(0) { $0 + 16 + ($1.text?.utf8.count ?? 0) }
    }
}
