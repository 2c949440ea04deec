/// One delivery of a message.
public struct SQSMessage: Hashable, Sendable, Decodable {
    /// Names the message; equal in every delivery of it.
    public let messageId: String
    /// Names this delivery.
    public let receiptHandle: String
    /// The content, as it was sent.
    public let body: String
    /// System attributes that were asked for, by name.
    public let attributes: [String: String]

    /// How often the message has been received, this time included; approximate, as SQS says.
    public var receiveCount: Int { attributes["ApproximateReceiveCount"].flatMap { Int($0) } ?? 1 }

    private enum CodingKeys: String, CodingKey {
        case messageId = "MessageId"
        case receiptHandle = "ReceiptHandle"
        case body = "Body"
        case attributes = "Attributes"
    }

    /// Reads a message; absent attributes are none.
    /// - Throws: `DecodingError`.
    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        messageId = try fields.decode(String.self, forKey: .messageId)
        receiptHandle = try fields.decode(String.self, forKey: .receiptHandle)
        body = try fields.decode(String.self, forKey: .body)
        attributes = try fields.decodeIfPresent([String: String].self, forKey: .attributes) ?? [:]
    }
}
