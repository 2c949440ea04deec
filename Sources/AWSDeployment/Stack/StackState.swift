/// What may be done with a stack, by its status.
///
/// Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/view-stack-events.html
enum StackState: Hashable, Sendable {
    /// There is none, or one that holds nothing yet.
    case absent
    /// It holds resources and can be changed.
    case settled
    /// Its making failed, and it holds nothing: it can only be deleted, and made again.
    case stillborn
    /// It is being deleted.
    case leaving
    /// It is being changed.
    case changing
    /// A rollback failed, or a deletion: somebody has to help.
    case stuck

    init(status: String?) {
        switch status {
        case nil, "REVIEW_IN_PROGRESS", "DELETE_COMPLETE": self = .absent
        case "ROLLBACK_COMPLETE", "CREATE_FAILED", "ROLLBACK_FAILED": self = .stillborn
        case "DELETE_IN_PROGRESS": self = .leaving
        case "UPDATE_ROLLBACK_FAILED", "DELETE_FAILED": self = .stuck
        case let status?: self = status.hasSuffix("_IN_PROGRESS") ? .changing : .settled
        }
    }

    /// Whether a status is one that a change of the stack ends with.
    static func isEnd(_ status: String) -> Bool { !status.hasSuffix("_IN_PROGRESS") }

    /// Whether a status is the end of a change that was carried out.
    static func isSuccess(_ status: String) -> Bool {
        ["CREATE_COMPLETE", "UPDATE_COMPLETE", "DELETE_COMPLETE", "IMPORT_COMPLETE"].contains(status)
    }
}
