/// A batch of messages that Lambda took from a queue for the function. Of their fields it holds those that are used.
///
/// Source: https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html
public struct SQSEvent: Decodable, Hashable, Sendable {
    /// In no particular order; the same message may come again in a later event.
    public var records: [Record]

    /// Creates an event, for tests of handlers.
    public init(records: [Record]) {
        self.records = records
    }

    private enum CodingKeys: String, CodingKey {
        case records = "Records"
    }

    /// One message.
    public struct Record: Decodable, Hashable, Sendable {
        /// Names the message, here and in ``SQSBatchResponse``.
        public var messageId: String
        /// Names this receipt of it.
        public var receiptHandle: String
        /// The content.
        public var body: String
        /// How often it was received, this time included; 1 where the event does not say.
        public var approximateReceiveCount: Int
        /// ARN of the queue.
        public var eventSourceARN: String

        /// Creates a message, for tests of handlers.
        public init(
            messageId: String,
            receiptHandle: String = "",
            body: String,
            approximateReceiveCount: Int = 1,
            eventSourceARN: String = ""
        ) {
            self.messageId = messageId
            self.receiptHandle = receiptHandle
            self.body = body
            self.approximateReceiveCount = approximateReceiveCount
            self.eventSourceARN = eventSourceARN
        }

        /// Fields that are not named here are passed over; only `messageId` and `body` must be there.
        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            messageId = try fields.decode(String.self, forKey: .messageId)
            receiptHandle = try fields.decodeIfPresent(String.self, forKey: .receiptHandle) ?? ""
            body = try fields.decode(String.self, forKey: .body)
            eventSourceARN = try fields.decodeIfPresent(String.self, forKey: .eventSourceARN) ?? ""
            let attributes = try fields.decodeIfPresent(Attributes.self, forKey: .attributes)
            approximateReceiveCount = attributes?.approximateReceiveCount.flatMap { Int($0) } ?? 1
        }

        private enum CodingKeys: String, CodingKey {
            case messageId, receiptHandle, body, attributes, eventSourceARN
        }

        /// SQS writes numbers as text here.
        private struct Attributes: Decodable {
            let approximateReceiveCount: String?

            private enum CodingKeys: String, CodingKey {
                case approximateReceiveCount = "ApproximateReceiveCount"
            }
        }
    }
}
