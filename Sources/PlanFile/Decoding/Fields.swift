/// The entries of a mapping whose keys are known.
struct Fields {
    let node: PlanNode
    let path: String
    /// Whether there are keys that are none, so that what is missing may only be mistyped.
    let hasUnknown: Bool
    private let entries: [PlanNode.Entry]

    /// Nil where `node` is no mapping, which is noted; so are keys that are none. Keys that begin with `x-` are the writer's own.
    /// - Parameters:
    ///   - what: What it is, for messages: `a stage`.
    ///   - hints: What to do about keys that people look for here in vain.
    init?(
        _ node: PlanNode,
        _ path: String,
        _ what: String,
        keys: [String],
        hints: [String: String] = [:],
        _ findings: Findings
    ) {
        guard let entries = node.entries else {
            findings.note(node, path, "\(what) is written as keys with values: \(Self.list(keys)).")
            return nil
        }
        self.node = node
        self.path = path
        self.entries = entries
        let unknown = entries.filter { !keys.contains($0.key) && !$0.key.hasPrefix("x-") }
        hasUnknown = !unknown.isEmpty
        for entry in unknown {
            let hint =
                hints[entry.key] ?? (Findings.hint(entry.key, keys) + "the keys of \(what) are \(Self.list(keys)).")
            findings.note(at: entry.position, path, text: entry.key, hint)
        }
    }

    /// The value of a key; one without a value counts as left out.
    subscript(key: String) -> PlanNode? {
        entries.first { $0.key == key }.flatMap { $0.value.isNull ? nil : $0.value }
    }

    /// The way to a key.
    func path(_ key: String) -> String {
        path.isEmpty ? key : "\(path).\(key)"
    }

    /// Those of `keys` that are there, in the order of the file.
    func present(_ keys: [String]) -> [String] {
        entries.filter { keys.contains($0.key) && !$0.value.isNull }.map(\.key)
    }

    private static func list(_ keys: [String]) -> String {
        keys.joined(separator: ", ")
    }
}
