import LoadPlan

extension JourneyCompiler {
    mutating func append(_ fragment: Fragment) {
        parts.fragments.append(fragment)
    }

    /// Text, joined to text right before it where nothing refers to the boundary.
    mutating func append(text: String) {
        append(bytes: Array(text.utf8))
    }

    mutating func append(bytes: [UInt8]) {
        guard !bytes.isEmpty else { return }
        if let last = parts.fragments.indices.last, last >= joinable, parts.fragments[last].kind == .text {
            parts.fragments[last].count += Int32(clamping: bytes.count)
        } else {
            append(Fragment(kind: .text, index: Int32(parts.text.count), count: Int32(clamping: bytes.count)))
        }
        parts.text += bytes
    }

    /// The fragments from `start` on, as a range of their own that nothing is joined to any more.
    mutating func range(from start: Int) -> FragmentRange {
        joinable = parts.fragments.count
        return FragmentRange(start: Int32(start), end: Int32(parts.fragments.count))
    }

    mutating func append(_ template: Template, in place: WritingContext.Place, of step: String) throws {
        for part in template.parts {
            switch part {
            case .text(let bytes): append(bytes: place == .target ? Self.written(bytes, in: .target) : bytes)
            case .value(let source, let escaping):
                try append(source, in: WritingContext(escaping, in: place), of: step)
            }
        }
    }

    private mutating func append(_ source: ValueSource, in context: WritingContext, of step: String) throws {
        switch source {
        case .column(let name, let column):
            guard let set = plan.dataSets.firstIndex(where: { $0.name == name }),
                let position = plan.dataSets[set].columns.firstIndex(of: column)
            else {
                throw EngineError(
                    .request,
                    "The step '\(step)' uses \(name).\(column), and no data set has that column."
                )
            }
            append(Fragment(kind: .column, context: context, index: Int32(set), count: Int32(position)))
        case .capture(let name):
            if let slot = slot(name) {
                append(Fragment(kind: .slot, context: context, index: Int32(slot)))
            } else if let value = known[name] {
                append(bytes: Self.written(Array(value.utf8), in: context))
            } else {
                throw EngineError(.request, "The step '\(step)' uses '\(name)', which no step captures.")
            }
        case .secret(let reference):
            guard let value = secrets[reference] else {
                throw EngineError(.secret, "A secret of the step '\(step)' was not resolved.")
            }
            append(bytes: Self.written(Array(value.utf8), in: context))
        case .generator(let generator):
            append(Fragment(kind: .generator, context: context, index: Int32(parts.generators.count)))
            parts.generators.append(generator)
        }
    }

    /// A template that is written when something asks for it.
    mutating func template(_ template: Template, of step: String) throws -> FragmentRange {
        joinable = parts.fragments.count
        let start = parts.fragments.count
        try append(template, in: .body, of: step)
        return range(from: start)
    }

    private static func written(_ bytes: [UInt8], in context: WritingContext) -> [UInt8] {
        var buffer = ByteBuffer(capacity: bytes.count + 16)
        bytes.withUnsafeBytes { buffer.append($0, in: context) }
        return Array(buffer.bytes)
    }
}
