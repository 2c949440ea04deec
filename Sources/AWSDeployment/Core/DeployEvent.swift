public import AWSClient
public import ContainerImage

/// What a deployment tells while it goes on.
public enum DeployEvent: Hashable, Sendable {
    /// Something begins, in words for a person.
    case step(String)
    /// What will be changed.
    case changes([CloudFormationChange])
    /// Something happened to a resource of the stack; `done` of `total` have come to their end.
    case resource(CloudFormationEvent, done: Int, total: Int)
    /// The image is on its way.
    case image(PushEvent)

    /// The event as lines for a person.
    public var text: String {
        switch self {
        case .step(let words): words
        case .changes(let changes): ChangeListing.text(changes)
        case .resource(let event, let done, let total): Self.line(event, done, total)
        case .image(.sending(let digest, let bytes)): "  sending \(digest.hex.prefix(12)), \(bytes / 1000) kB"
        case .image(.skipped(let digest)): "  \(digest.hex.prefix(12)) is there"
        case .image(.sent(let digest)): "  \(digest.hex.prefix(12)) arrived"
        case .image(.retrying(let reason)): "  trying again: \(reason)"
        }
    }

    private static func line(_ event: CloudFormationEvent, _ done: Int, _ total: Int) -> String {
        let width = String(total).count
        let count = String(done)
        let padding = String(repeating: " ", count: max(0, width - count.count))
        let status = event.status + String(repeating: " ", count: max(0, 18 - event.status.count))
        let reason = event.status.hasSuffix("_FAILED") ? event.reason.map { ": \($0)" } ?? "" : ""
        return "  \(padding)\(count)/\(total)  \(status)  \(event.type)  \(event.logicalId)\(reason)"
    }
}
