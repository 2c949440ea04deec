import LoadPlan

extension PlanDecoder {
    /// Bytes of a file that is sent: the plan is sent to every task.
    private static let largestFile = 4_194_304

    /// The content and its type; no body where something is wrong.
    func content(_ fields: Fields) -> (body: Template?, type: String?) {
        let kinds = fields.present(Self.contentKeys)
        guard kinds.count <= 1 else {
            findings.missing(
                fields.node,
                fields.path,
                "a request has one content, not \(kinds.joined(separator: " and "))."
            )
            return (nil, nil)
        }
        guard let kind = kinds.first, let node = fields[kind] else { return (Template(), nil) }
        let path = fields.path(kind)
        switch kind {
        case "json": return (json(node, path), "application/json")
        case "form": return (form(node, path), "application/x-www-form-urlencoded")
        case "multipart":
            return (multipart(node, path), "multipart/form-data; boundary=\(options.boundary)")
        case "file": return (file(node, path).map { Template(parts: $0.isEmpty ? [] : [.text($0)]) }, nil)
        default:
            return (
                pieces(node, path).map { pieces in
                    var builder = TemplateBuilder()
                    builder.content(pieces, .none)
                    return builder.build()
                }, nil
            )
        }
    }

    func file(_ node: PlanNode, _ path: String) -> [UInt8]? {
        guard let name = constant(node, path) else { return nil }
        do throws(ValueProblem) {
            return try folder.read(name, limit: Self.largestFile)
        } catch {
            findings.note(at: node.position, path, text: error.text, error.message)
            return nil
        }
    }

    private func form(_ node: PlanNode, _ path: String) -> Template? {
        let before = findings.diagnostics.count
        var builder = TemplateBuilder()
        for (index, pair) in pairs(node, path, "a form is written as name: value").enumerated() {
            if index > 0 { builder.text("&") }
            builder.text(Escaped.bytes(pair.name, .form))
            builder.text("=")
            builder.content(pair.value, .form)
        }
        return findings.diagnostics.count == before ? builder.build() : nil
    }

    // MARK: JSON

    private func json(_ node: PlanNode, _ path: String) -> Template? {
        let before = findings.diagnostics.count
        var builder = TemplateBuilder()
        json(node, path, &builder)
        return findings.diagnostics.count == before ? builder.build() : nil
    }

    private func json(_ node: PlanNode, _ path: String, _ builder: inout TemplateBuilder) {
        switch node.value {
        case .mapping(let entries):
            builder.text("{")
            for (index, entry) in entries.enumerated() {
                if index > 0 { builder.text(",") }
                let key = PlanNode(position: entry.position, value: .scalar(entry.key, isPlain: false))
                jsonString(key, "\(path).\(entry.key)", &builder)
                builder.text(":")
                json(entry.value, "\(path).\(entry.key)", &builder)
            }
            builder.text("}")
        case .sequence(let elements):
            builder.text("[")
            for (index, element) in elements.enumerated() {
                if index > 0 { builder.text(",") }
                json(element, "\(path)[\(index)]", &builder)
            }
            builder.text("]")
        case .scalar(let text, let isPlain):
            if isPlain, node.isNull {
                builder.text("null")
            } else if isPlain, text == "true" || text == "false" || JSONNumber.isOne(text) {
                builder.text(text)
            } else {
                jsonString(node, path, &builder)
            }
        }
    }

    /// A string; or, where it is one value that says `:raw`, the value as it is, for numbers.
    private func jsonString(_ node: PlanNode, _ path: String, _ builder: inout TemplateBuilder) {
        guard let pieces = pieces(node, path) else { return }
        let isRaw = pieces.map { piece in
            switch piece {
            case .written: false
            case .inserted(_, let isRaw), .value(_, let isRaw): isRaw
            }
        }
        if isRaw.contains(true) {
            guard isRaw.allSatisfy({ $0 }), ValueText(node.text ?? "").segments.count == 1 else {
                findings.note(node, path, "a value that is taken as it is stands alone, as in \"${count:raw}\".")
                return
            }
            builder.content(pieces, .none)
            return
        }
        builder.text("\"")
        builder.content(pieces, .json)
        builder.text("\"")
    }
}

/// Numbers as RFC 8259, section 6, writes them.
enum JSONNumber {
    static func isOne(_ text: String) -> Bool {
        var rest = Array(text.utf8)[...]
        func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
        if rest.first == UInt8(ascii: "-") { rest.removeFirst() }
        let whole = rest.prefix(while: isDigit)
        guard let first = whole.first, first != UInt8(ascii: "0") || whole.count == 1 else { return false }
        rest = rest.dropFirst(whole.count)
        if rest.first == UInt8(ascii: ".") {
            let digits = rest.dropFirst().prefix(while: isDigit)
            guard !digits.isEmpty else { return false }
            rest = rest.dropFirst(1 + digits.count)
        }
        if let sign = rest.first, sign == UInt8(ascii: "e") || sign == UInt8(ascii: "E") {
            rest.removeFirst()
            if let sign = rest.first, "+-".utf8.contains(sign) { rest.removeFirst() }
            let digits = rest.prefix(while: isDigit)
            guard !digits.isEmpty else { return false }
            rest = rest.dropFirst(digits.count)
        }
        return rest.isEmpty
    }
}
