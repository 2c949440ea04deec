/// The table of result records, with the semantics of DynamoDB's BatchWriteItem and Query: a record of the same key
/// is replaced, a read returns records by key in pages.
public protocol ResultStore: Sendable {
    /// Stores records; one with the key of an earlier one replaces it. Throws when any was not stored.
    func put(_ records: [ResultRecord]) async throws
    /// Records of a run in ascending order of key, after `key` where given, at most `limit`.
    func records(of testId: String, after key: Int64?, limit: Int) async throws -> [ResultRecord]
    /// What a summary needs of the records whose keys are in `keys` (above the header's), at most `limit`, at least 1. Several
    /// ranges are read at once. A store that reads whole records only has this already.
    func messages(of testId: String, in keys: ClosedRange<Int64>, limit: Int) async throws -> MessagePage
}
