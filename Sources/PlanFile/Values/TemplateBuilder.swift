import LoadPlan

/// Puts a template together, with neighbouring texts in one part.
struct TemplateBuilder {
    private var parts: [Template.Part] = []
    private var pending: [UInt8] = []

    /// Adds bytes as they are.
    mutating func text(_ bytes: some Sequence<UInt8>) {
        pending.append(contentsOf: bytes)
    }

    /// Adds text as it is.
    mutating func text(_ text: String) {
        pending.append(contentsOf: text.utf8)
    }

    /// Adds a value.
    mutating func value(_ source: ValueSource, _ escaping: Template.Escaping) {
        flush()
        parts.append(.value(source, escaping))
    }

    /// Adds a value's pieces: all of them, the written ones too, are the content of one value.
    mutating func content(_ pieces: [Piece], _ escaping: Template.Escaping) {
        for piece in pieces {
            switch piece {
            case .written(let text), .inserted(let text, _): self.text(Escaped.bytes(text, escaping))
            case .value(let source, _): value(source, escaping)
            }
        }
    }

    /// Adds a template.
    mutating func template(_ template: Template) {
        for part in template.parts {
            switch part {
            case .text(let bytes): text(bytes)
            case .value(let source, let escaping): value(source, escaping)
            }
        }
    }

    /// The template.
    func build() -> Template {
        var result = self
        result.flush()
        return Template(parts: result.parts)
    }

    private mutating func flush() {
        if !pending.isEmpty { parts.append(.text(pending)) }
        pending = []
    }
}
