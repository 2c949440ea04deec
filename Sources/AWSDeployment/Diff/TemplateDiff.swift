/// How one template differs from another: by section, by entry, by property.
public struct TemplateDiff: Hashable, Sendable {
    /// A resource, an output, a parameter or another entry that differs.
    public struct Entry: Hashable, Sendable {
        /// `Resources`, `Outputs` and so on.
        public let section: String
        /// Its id.
        public let id: String
        /// Of a resource, such as `AWS::SQS::Queue`: the new type, or the old one where it goes.
        public let type: String?
        /// What of it differs; empty where the entry is new or goes as a whole.
        public let changes: [Change]
        /// Whether it is new.
        public let isNew: Bool
        /// Whether it goes.
        public let isGone: Bool
    }

    /// A value that differs.
    public struct Change: Hashable, Sendable {
        /// Where it is, such as `Properties.RedrivePolicy.maxReceiveCount`.
        public let path: String
        /// JSON in one line; nil where there was none.
        public let old: String?
        /// JSON in one line; nil where there is none any more.
        public let new: String?
    }

    /// What differs, resources first, then by section and id.
    public let entries: [Entry]

    /// Whether both say the same.
    public var isEmpty: Bool { entries.isEmpty }

    /// Compares two templates, JSON.
    /// - Throws: ``DeployError`` `invalidTemplate`.
    public init(from old: String, to new: String) throws(DeployError) {
        let old = try TemplateValue(template: old, named: "the deployed template")
        let new = try TemplateValue(template: new, named: "the new template")
        let sections = Set(old.members.keys).union(new.members.keys).sorted {
            ($0 == "Resources" ? 0 : 1, $0) < ($1 == "Resources" ? 0 : 1, $1)
        }
        entries = sections.flatMap { Self.entries($0, old[$0], new[$0]) }
    }

    private static func entries(_ section: String, _ old: TemplateValue?, _ new: TemplateValue?) -> [Entry] {
        // Version, description: a value by itself.
        guard case .map = old ?? new else {
            let changes = TemplateComparison.changes(old, new, at: "")
            guard !changes.isEmpty else { return [] }
            return [Entry(section: section, id: "", type: nil, changes: changes, isNew: false, isGone: false)]
        }
        let ids = Set((old?.members ?? [:]).keys).union((new?.members ?? [:]).keys)
        return ids.sorted().compactMap { id in
            let (old, new) = (old?[id], new?[id])
            let changes = old == nil || new == nil ? [] : TemplateComparison.changes(old, new, at: "")
            guard old == nil || new == nil || !changes.isEmpty else { return nil }
            return Entry(
                section: section,
                id: id,
                type: section == "Resources" ? (new ?? old)?["Type"]?.string : nil,
                changes: changes,
                isNew: old == nil,
                isGone: new == nil
            )
        }
    }
}

/// Compares values, and names the innermost places where they differ.
enum TemplateComparison {
    static func changes(_ old: TemplateValue?, _ new: TemplateValue?, at path: String) -> [TemplateDiff.Change] {
        if isSame(old, new) { return [] }
        if case .map(let before) = old, case .map(let after) = new, !isFunction(before), !isFunction(after) {
            return Set(before.keys).union(after.keys).sorted()
                .flatMap { changes(before[$0], after[$0], at: path.isEmpty ? $0 : "\(path).\($0)") }
        }
        if case .list(let before) = old, case .list(let after) = new, before.count == after.count {
            return zip(before, after).enumerated().flatMap { changes($1.0, $1.1, at: "\(path)[\($0)]") }
        }
        return [TemplateDiff.Change(path: path, old: old?.line, new: new?.line)]
    }

    private static func isSame(_ old: TemplateValue?, _ new: TemplateValue?) -> Bool {
        if old == new { return true }
        guard let old = old?.scalar, let new = new?.scalar else { return false }
        return old == new
    }

    /// `Ref` and `Fn::…` are shown as a whole.
    private static func isFunction(_ map: [String: TemplateValue]) -> Bool {
        guard map.count == 1, let name = map.keys.first else { return false }
        return name == "Ref" || name.hasPrefix("Fn::")
    }
}
