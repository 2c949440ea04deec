extension TemplateDiff {
    /// The differences as a person reads them; one sentence where there are none.
    public var text: String {
        guard !isEmpty else { return "There are no differences.\n" }
        var text = ""
        var section = ""
        for entry in entries {
            if entry.section != section {
                section = entry.section
                text += text.isEmpty ? "\(section)\n" : "\n\(section)\n"
            }
            text += entry.lines
        }
        return text
    }
}

extension TemplateDiff.Entry {
    fileprivate var lines: String {
        let name = [type, id.isEmpty ? nil : id].compactMap { $0 }.joined(separator: " ")
        let head = "[\(isNew ? "+" : isGone ? "-" : "~")]\(name.isEmpty ? "" : " \(name)")\n"
        return head
            + changes.map { change in
                let place = change.path.isEmpty ? "" : "\(change.path): "
                return switch (change.old, change.new) {
                case (let old?, let new?): "    ~ \(place)\(old) → \(new)\n"
                case (nil, let new?): "    + \(place)\(new)\n"
                case (let old?, nil): "    - \(place)\(old)\n"
                case (nil, nil): ""
                }
            }.joined()
    }
}
