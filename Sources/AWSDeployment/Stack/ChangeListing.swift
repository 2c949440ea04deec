internal import AWSClient

/// Changes as a person reads them.
enum ChangeListing {
    static func text(_ changes: [CloudFormationChange]) -> String {
        changes.map(line).joined(separator: "\n")
    }

    /// Whether a change deletes something that exists, or may put another in its place.
    static func isDestructive(_ change: CloudFormationChange) -> Bool {
        switch change.action {
        case .remove: true
        case .modify: change.replacement == .always || change.replacement == .conditional
        default: false
        }
    }

    private static func line(_ change: CloudFormationChange) -> String {
        let sign =
            switch change.action {
            case .add: "+"
            case .remove: "-"
            case .modify: "~"
            case .import: ">"
            case .dynamic, nil: "?"
            }
        var line = "  [\(sign)] \(change.type) \(change.logicalId)"
        switch change.replacement {
        case .always where change.action == .modify: line += "  (is replaced)"
        case .conditional where change.action == .modify: line += "  (may be replaced)"
        default: break
        }
        let names = change.properties.map { $0.name ?? $0.attribute }
        if change.action == .modify, !names.isEmpty { line += ": \(names.joined(separator: ", "))" }
        return line
    }
}
