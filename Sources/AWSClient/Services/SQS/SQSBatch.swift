/// A message to send, as an entry of a batch.
public struct SQSOutgoing: Hashable, Sendable, Identifiable, Encodable {
    /// Names the entry within its batch: up to 80 of `A-Za-z0-9_-`.
    public let id: String
    /// The content: characters that XML 1.0 admits, at least one.
    public let body: String

    private enum CodingKeys: String, CodingKey {
        case id = "Id"
        case body = "MessageBody"
    }

    /// Creates an entry.
    public init(id: String, body: String) {
        self.id = id
        self.body = body
    }
}

/// A delivery to delete or to hide, as an entry of a batch.
public struct SQSReceipt: Hashable, Sendable, Identifiable, Encodable {
    /// Names the entry within its batch: up to 80 of `A-Za-z0-9_-`.
    public let id: String
    /// The delivery's handle.
    public let receiptHandle: String

    private enum CodingKeys: String, CodingKey {
        case id = "Id"
        case receiptHandle = "ReceiptHandle"
    }

    /// Creates an entry.
    public init(id: String, receiptHandle: String) {
        self.id = id
        self.receiptHandle = receiptHandle
    }
}

/// What became of each entry of a batch.
public struct SQSBatchResult: Hashable, Sendable, Decodable {
    /// Ids of the entries that were carried out.
    public let successful: Set<String>
    /// The others.
    public let failed: [SQSBatchFailure]

    private enum CodingKeys: String, CodingKey {
        case successful = "Successful"
        case failed = "Failed"
    }

    private struct Success: Decodable {
        let id: String

        enum CodingKeys: String, CodingKey {
            case id = "Id"
        }
    }

    /// Reads a result; an absent list is empty.
    /// - Throws: `DecodingError`.
    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        successful = Set(try fields.decodeIfPresent([Success].self, forKey: .successful)?.map(\.id) ?? [])
        failed = try fields.decodeIfPresent([SQSBatchFailure].self, forKey: .failed) ?? []
    }
}

/// An entry that was not carried out.
public struct SQSBatchFailure: Hashable, Sendable, Decodable {
    /// The entry.
    public let id: String
    /// Whether the entry itself is at fault, so that repeating it is of no use.
    public let isSendersFault: Bool
    /// SQS's error code.
    public let code: String
    /// SQS's message.
    public let message: String?

    private enum CodingKeys: String, CodingKey {
        case id = "Id"
        case isSendersFault = "SenderFault"
        case code = "Code"
        case message = "Message"
    }
}
