import LoadPlan

extension PlanDecoder {
    static let contentKeys = ["json", "form", "multipart", "body", "file"]
    static let requestKeys =
        ["name", "url", "query", "headers", "auth"] + contentKeys + ["timeout", "redirects", "capture", "check"]

    func request(_ node: PlanNode, _ path: String, kind: String) -> RequestStep? {
        guard let fields = Fields(node, path, "a request", keys: [kind] + Self.requestKeys, findings) else {
            return nil
        }
        let method = method(fields, kind)
        let urlKey = kind == "request" ? "url" : kind
        if kind != "request", let url = fields["url"] {
            findings.note(
                url,
                fields.path("url"),
                "the URL stands behind '\(kind):' already; 'url' goes with 'request: METHOD'."
            )
        }
        guard let urlNode = fields[urlKey] else {
            findings.missing(node, path, "the request has no URL: give '\(urlKey): /path'.")
            return nil
        }
        let url = requestURL(urlNode, fields.path(urlKey), query: fields["query"], fields.path("query"))
        var headers = fields["headers"].map { self.headers($0, fields.path("headers")) } ?? []
        let content = content(fields)
        headers = merged(headers, contentType: content.type)
        let authentication = requestAuthentication(fields, headers)
        let redirects = fields["redirects"].flatMap { whole($0, fields.path("redirects"), in: 0...50) }
        let timeout = fields["timeout"].flatMap { seconds($0, fields.path("timeout")) }
        let checks = fields["check"].map { self.checks($0, fields.path("check")) } ?? []
        let captures = fields["capture"].map { self.captures($0, fields.path("capture")) } ?? []
        let written = fields["name"].flatMap { constant($0, fields.path("name")) }
        captured.formUnion(captures.map(\.name))
        guard let url, let method, let body = content.body else { return nil }
        let name = written ?? "\(method) \(Self.shownPath(urlNode.text ?? "/"))"
        endpointNames.insert(name)
        return RequestStep(
            name: name,
            method: method,
            url: url,
            headers: headers,
            body: body,
            authentication: authentication,
            maxRedirects: redirects,
            timeoutSeconds: timeout,
            captures: captures,
            checks: checks
        )
    }

    private func method(_ fields: Fields, _ kind: String) -> String? {
        guard kind == "request" else { return kind.uppercased() }
        guard let node = fields["request"], let text = constant(node, fields.path("request")) else { return nil }
        return findings.parse(node, fields.path("request")) { () throws(ExpressionError) in
            try MethodExpression.parse(text)
        }
    }

    /// The URL as the plan writes it, without its query: what results are named after.
    private static func shownPath(_ text: String) -> String {
        var isInside = false
        var end = text.endIndex
        for index in text.indices {
            if text[index] == "{" { isInside = true }
            if text[index] == "}" { isInside = false }
            if text[index] == "?", !isInside {
                end = index
                break
            }
        }
        return String(text[..<end])
    }

    // MARK: Headers

    /// Header fields; a list of values makes several fields.
    func headers(_ node: PlanNode, _ path: String) -> [RequestStep.Field] {
        var fields: [RequestStep.Field] = []
        for entry in mapping(node, path, "headers are written as Name: value") {
            let path = "\(path).\(entry.key)"
            let name = findings.parse(
                PlanNode(position: entry.position, value: .scalar(entry.key, isPlain: true)),
                path
            ) {
                () throws(ExpressionError) in try HeaderExpression.parse("\(entry.key): x").name
            }
            for value in entry.value.elements ?? [entry.value] {
                guard let pieces = pieces(value, path), let name else { continue }
                if let field = header(name, pieces, value, path) { fields.append(field) }
            }
        }
        return fields
    }

    private func header(_ name: String, _ pieces: [Piece], _ node: PlanNode, _ path: String) -> RequestStep.Field? {
        for case .written(let text) in pieces
        where text.utf8.contains(where: { ($0 < 0x20 && $0 != 0x09) || $0 == 0x7F }) {
            findings.missing(node, path, "a header's value has no line break and no other control character.")
            return nil
        }
        var builder = TemplateBuilder()
        builder.content(pieces, .header)
        return RequestStep.Field(name: name, value: builder.build())
    }

    /// The step's own fields, then those of every request, then the content's type, each where its name is not there yet.
    private func merged(_ own: [RequestStep.Field], contentType: String?) -> [RequestStep.Field] {
        let names = Set(own.map { $0.name.lowercased() })
        var fields = commonHeaders.filter { !names.contains($0.name.lowercased()) } + own
        if let contentType, !fields.contains(where: { $0.name.lowercased() == "content-type" }) {
            fields.append(RequestStep.Field(name: "Content-Type", value: Template(contentType)))
        }
        return fields
    }
}
