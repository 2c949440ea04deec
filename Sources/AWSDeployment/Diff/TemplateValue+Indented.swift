extension TemplateValue {
    /// As JSON over many lines, two blanks a level, objects by the order of their keys.
    var indented: String { indented("") }

    private func indented(_ margin: String) -> String {
        let inner = margin + "  "
        switch self {
        case .list(let list) where !list.isEmpty:
            return "[\n" + list.map { inner + $0.indented(inner) }.joined(separator: ",\n") + "\n\(margin)]"
        case .map(let map) where !map.isEmpty:
            let members = map.sorted { $0.key < $1.key }.map { key, value in
                "\(inner)\(TemplateValue.text(key).line): \(value.indented(inner))"
            }
            return "{\n" + members.joined(separator: ",\n") + "\n\(margin)}"
        default:
            return line
        }
    }
}
