internal import CYaml
internal import PlanFile

/// What libyaml's parser says, copied out of its memory.
struct YAMLEvent {
    enum Kind {
        case scalar, sequence, mapping, alias
        /// The end of a list or of keys.
        case close
        /// The end of the file.
        case end
        /// Beginnings and ends of documents, which hold nothing.
        case other
    }

    let kind: Kind
    let position: Position
    private(set) var text = ""
    private(set) var isPlain = false
    private(set) var anchor: String?
    private(set) var tag: String?

    init(_ event: yaml_event_t) {
        position = Position(line: Int(event.start_mark.line) + 1, column: Int(event.start_mark.column) + 1)
        switch event.type {
        case YAML_SCALAR_EVENT:
            kind = .scalar
            let scalar = event.data.scalar
            let bytes = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
            text = String(decoding: bytes, as: UTF8.self)
            isPlain = scalar.style == YAML_PLAIN_SCALAR_STYLE
            anchor = Self.string(scalar.anchor)
            tag = Self.string(scalar.tag)
        case YAML_SEQUENCE_START_EVENT:
            kind = .sequence
            anchor = Self.string(event.data.sequence_start.anchor)
            tag = Self.string(event.data.sequence_start.tag)
        case YAML_MAPPING_START_EVENT:
            kind = .mapping
            anchor = Self.string(event.data.mapping_start.anchor)
            tag = Self.string(event.data.mapping_start.tag)
        case YAML_ALIAS_EVENT:
            kind = .alias
            anchor = Self.string(event.data.alias.anchor)
        case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: kind = .close
        case YAML_STREAM_END_EVENT: kind = .end
        default: kind = .other
        }
    }

    private static func string(_ pointer: UnsafeMutablePointer<yaml_char_t>?) -> String? {
        pointer.map { String(cString: $0) }
    }
}
