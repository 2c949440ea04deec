/// Messages of a run as a summary reads them, and where the next ones begin.
public struct MessagePage: Equatable, Sendable {
    /// Messages by rising key of their records; may be empty although there are more.
    public var messages: [ResultMessage]
    /// The first key that has not been looked at; nil when the range is at its end.
    public var next: Int64?

    /// A page.
    public init(messages: [ResultMessage], next: Int64?) {
        self.messages = messages
        self.next = next
    }
}

extension ResultStore {
    /// The same by ``records(of:after:limit:)``.
    public func messages(
        of testId: String,
        in keys: ClosedRange<Int64>,
        limit: Int
    ) async throws -> MessagePage {
        let records = try await records(of: testId, after: max(keys.lowerBound, RecordKey.header + 1) - 1, limit: limit)
        let inside = records.prefix { $0.timestamp <= keys.upperBound }
        let isAtEnd = records.count < limit || inside.count < records.count
        guard !isAtEnd, let last = inside.last?.timestamp, last < keys.upperBound else {
            return MessagePage(messages: inside.map(\.message), next: nil)
        }
        return MessagePage(messages: inside.map(\.message), next: last + 1)
    }
}
