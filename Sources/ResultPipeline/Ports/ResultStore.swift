/// The table of result records, with the semantics of DynamoDB's BatchWriteItem and Query: a record of the same key
/// is replaced, a read returns records by key in pages.
public protocol ResultStore: Sendable {
    /// Stores records; one with the key of an earlier one replaces it. Throws when any was not stored.
    func put(_ records: [ResultRecord]) async throws
    /// Records of a run in ascending order of key, after `key` where given, at most `limit`.
    func records(of testId: String, after key: Int64?, limit: Int) async throws -> [ResultRecord]
}
