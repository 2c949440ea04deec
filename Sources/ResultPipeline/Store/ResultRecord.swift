/// One item of the results table: a message under its key, with what a person wants to see in a raw query beside it.
public struct ResultRecord: Equatable, Sendable, Codable {
    /// Names the run; the partition key.
    public var testId: String
    /// The sort key, see ``RecordKey``.
    public var timestamp: Int64
    /// Plain figures for people.
    public var attributes: RecordAttributes
    /// Epoch seconds at which the record may be deleted: 90 days after its window.
    public var ttl: Int64
    /// The message as it came, the histograms included.
    public var message: ResultMessage

    /// Seconds that a record is kept after its window.
    public static let retention: Int64 = 90 * 24 * 3600

    /// Creates a record; key and `ttl` derive from the message.
    public init(_ message: ResultMessage, attributes: RecordAttributes) {
        testId = message.testId
        timestamp = RecordKey.timestamp(
            windowStartMs: message.windowStart,
            taskIndex: message.taskIndex,
            kind: message.kind
        )
        self.attributes = attributes
        ttl = min(max(0, message.windowStart / 1000), RecordKey.lastSecond) + Self.retention
        self.message = message
    }
}
