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
        case .modify:
            change.replacement == .always || (change.replacement == .conditional && !isFollowing(change))
        default: false
        }
    }

    /// Whether a resource is listed only because it refers to another one that changes. CloudFormation cannot tell beforehand
    /// that a queue's ARN stays when its time-out changes; where the other one is replaced, that one says so.
    static func isFollowing(_ change: CloudFormationChange) -> Bool {
        change.action == .modify && !change.properties.isEmpty && change.properties.allSatisfy { !$0.isCertain }
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
        case _ where isFollowing(change): line += "  (only if what it refers to becomes another)"
        case .conditional where change.action == .modify: line += "  (may be replaced)"
        default: break
        }
        let names = change.properties.map { $0.name ?? $0.attribute }
        if change.action == .modify, !names.isEmpty { line += ": \(names.joined(separator: ", "))" }
        return line
    }
}
