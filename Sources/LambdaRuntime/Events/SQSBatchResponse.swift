/// Which messages of a batch are to come again; the others are deleted from the queue. Needs `ReportBatchItemFailures`
/// in the event source mapping.
///
/// Source: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
public struct SQSBatchResponse: Encodable, Hashable, Sendable {
    /// One message that could not be handled.
    public struct Failure: Encodable, Hashable, Sendable {
        /// Its ``SQSEvent/Record/messageId``.
        public var itemIdentifier: String

        /// Names a message.
        public init(itemIdentifier: String) {
            self.itemIdentifier = itemIdentifier
        }
    }

    /// Empty when every message was handled.
    public var batchItemFailures: [Failure]

    /// Names the messages that failed.
    public init(failed messageIds: [String] = []) {
        batchItemFailures = messageIds.map(Failure.init)
    }

    /// The response of the function.
    public var json: [UInt8] { SingleLineJSON.encode(self) }
}
