import LoadPlan

extension PlanDecoder {
    /// Path and query, or a whole URL; nil where something is wrong.
    func requestURL(_ node: PlanNode, _ path: String, query: PlanNode?, _ queryPath: String) -> Template? {
        let pieces = pieces(node, path)
        let parameters = query.map { pairs($0, queryPath, "query parameters are written as name: value") } ?? []
        guard let pieces, let beginning = beginning(pieces, node, path) else { return nil }
        var builder = TemplateBuilder()
        builder.text(beginning)
        var hasQuery = false
        for piece in pieces {
            switch piece {
            case .written(let text), .inserted(let text, isRaw: true):
                guard !text.contains("#") else {
                    findings.note(node, path, "a fragment (#…) is never sent: leave it out, or write %23.")
                    return nil
                }
                hasQuery = hasQuery || text.contains("?")
                builder.text(Escaped.writtenURL(text))
            case .inserted(let text, isRaw: false): builder.text(Escaped.bytes(text, .url))
            case .value(let source, isRaw: false): builder.value(source, .url)
            case .value(_, isRaw: true):
                findings.note(
                    node,
                    path,
                    "only what is known before the run can be ':raw' in a URL: variables whose value is a text."
                )
                return nil
            }
        }
        for (index, pair) in parameters.enumerated() {
            builder.text(index == 0 && !hasQuery ? "?" : "&")
            builder.text(Escaped.bytes(pair.name, .url))
            builder.text("=")
            builder.content(pair.value, .url)
        }
        return builder.build()
    }

    /// What comes before the pieces: the path of the target, or nothing where they are a whole URL.
    private func beginning(_ pieces: [Piece], _ node: PlanNode, _ path: String) -> String? {
        var known = ""
        var isWhole = true
        for piece in pieces {
            switch piece {
            case .written(let text), .inserted(let text, isRaw: true): known += text
            case .inserted, .value:
                isWhole = false
            }
            if !isWhole { break }
        }
        if known.hasPrefix("/"), !known.hasPrefix("//") {
            let prefix = target?.path ?? "/"
            return prefix.hasSuffix("/") ? String(prefix.dropLast()) : prefix
        }
        let lower = known.lowercased()
        guard let scheme = ["http://", "https://"].first(where: { lower.hasPrefix($0) }) else {
            let hint = isWhole ? "" : " A variable that holds the beginning is written ${name:raw}."
            findings.note(
                node,
                path,
                "give a path that begins with /, or a URL that begins with http:// or https://.\(hint)"
            )
            return nil
        }
        guard isWhole || known.dropFirst(scheme.count).contains(where: { "/?".contains($0) }) else {
            findings.note(
                node,
                path,
                "scheme and host of a URL are known before the run: no value of the run can stand in them."
            )
            return nil
        }
        return url(known, at: node.position, path) == nil ? nil : ""
    }

    /// Names with values, in order; a list makes several of one name.
    func pairs(_ node: PlanNode, _ path: String, _ form: String) -> [(name: String, value: [Piece])] {
        mapping(node, path, form).flatMap { entry in
            (entry.value.elements ?? [entry.value]).compactMap { value in
                pieces(value, "\(path).\(entry.key)").map { (entry.key, $0) }
            }
        }
    }
}
