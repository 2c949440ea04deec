import LoadPlan

extension PlanDecoder {
    static let partKeys = ["value", "file", "filename", "type"]

    /// A content of `multipart/form-data` (RFC 7578).
    func multipart(_ node: PlanNode, _ path: String) -> Template? {
        let before = findings.diagnostics.count
        var builder = TemplateBuilder()
        for entry in mapping(node, path, "a multipart content is written as name: value or name: {file: photo.png}") {
            part(entry, "\(path).\(entry.key)", &builder)
        }
        builder.text("--\(options.boundary)--\r\n")
        let template = builder.build()
        return findings.diagnostics.count == before ? template : nil
    }

    private func part(_ entry: PlanNode.Entry, _ path: String, _ builder: inout TemplateBuilder) {
        var disposition = "form-data; name=\"\(Self.quoted(entry.key))\""
        var type: String?
        var content = TemplateBuilder()
        if entry.value.entries != nil {
            guard let fields = Fields(entry.value, path, "a part", keys: Self.partKeys, findings) else { return }
            guard fields.present(["value", "file"]).count == 1 else {
                findings.missing(entry.value, path, "a part has a 'value' or a 'file'.")
                return
            }
            type = fields["type"].flatMap { headerText($0, fields.path("type")) }
            if let node = fields["file"] {
                guard let bytes = file(node, fields.path("file")) else { return }
                let name = fields["filename"].flatMap { constant($0, fields.path("filename")) }
                let last = (node.text ?? "").split(separator: "/").last.map(String.init) ?? "file"
                disposition += "; filename=\"\(Self.quoted(name ?? last))\""
                type = type ?? "application/octet-stream"
                content.text(bytes)
            } else if let node = fields["value"] {
                if let name = fields["filename"].flatMap({ constant($0, fields.path("filename")) }) {
                    disposition += "; filename=\"\(Self.quoted(name))\""
                }
                content.content(pieces(node, fields.path("value")) ?? [], .none)
            }
        } else {
            content.content(pieces(entry.value, path) ?? [], .none)
        }
        builder.text("--\(options.boundary)\r\nContent-Disposition: \(disposition)\r\n")
        if let type { builder.text("Content-Type: \(type)\r\n") }
        builder.text("\r\n")
        builder.template(content.build())
        builder.text("\r\n")
    }

    private func headerText(_ node: PlanNode, _ path: String) -> String? {
        guard let text = constant(node, path) else { return nil }
        guard !text.isEmpty, text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) else {
            findings.note(node, path, "give a media type such as image/png.")
            return nil
        }
        return text
    }

    /// As the HTML standard writes names in `multipart/form-data`.
    private static func quoted(_ text: String) -> String {
        String(
            decoding: text.utf8.flatMap { byte -> [UInt8] in
                switch byte {
                case UInt8(ascii: "\""): Array("%22".utf8)
                case 0x0A: Array("%0A".utf8)
                case 0x0D: Array("%0D".utf8)
                default: [byte]
                }
            },
            as: UTF8.self
        )
    }
}
