internal import GRDB

/// Limits statements to the messages of one run, or to none where `testId` is nil.
struct RunFilter: Sendable {
    let testId: String?

    /// A condition to follow others.
    var condition: String { testId == nil ? "" : " AND testId = ?" }
    /// The values of ``condition``.
    var arguments: StatementArguments { testId.map { [$0] } ?? [] }
}
