// Inputs and outputs of ``SQSClient``, with the names of SQS's service model (2012-11-05).

struct SendMessageInput: Encodable {
    let queueUrl: String
    let messageBody: String

    enum CodingKeys: String, CodingKey {
        case queueUrl = "QueueUrl"
        case messageBody = "MessageBody"
    }
}

struct SendMessageOutput: Decodable {
    let messageId: String

    enum CodingKeys: String, CodingKey {
        case messageId = "MessageId"
    }
}

struct BatchInput<Entry: Encodable>: Encodable {
    let queueUrl: String
    let entries: [Entry]

    enum CodingKeys: String, CodingKey {
        case queueUrl = "QueueUrl"
        case entries = "Entries"
    }
}

struct ReceiveInput: Encodable {
    let queueUrl: String
    let limit: Int
    let waitSeconds: Int
    let visibilitySeconds: Int?
    let systemAttributeNames = ["ApproximateReceiveCount"]

    enum CodingKeys: String, CodingKey {
        case queueUrl = "QueueUrl"
        case limit = "MaxNumberOfMessages"
        case waitSeconds = "WaitTimeSeconds"
        case visibilitySeconds = "VisibilityTimeout"
        case systemAttributeNames = "MessageSystemAttributeNames"
    }
}

struct ReceiveOutput: Decodable {
    let messages: [SQSMessage]?

    enum CodingKeys: String, CodingKey {
        case messages = "Messages"
    }
}

struct VisibilityInput: Encodable {
    let queueUrl: String
    let receiptHandle: String
    let seconds: Int

    enum CodingKeys: String, CodingKey {
        case queueUrl = "QueueUrl"
        case receiptHandle = "ReceiptHandle"
        case seconds = "VisibilityTimeout"
    }
}

struct VisibilityEntry: Encodable {
    let id: String
    let receiptHandle: String
    let seconds: Int

    enum CodingKeys: String, CodingKey {
        case id = "Id"
        case receiptHandle = "ReceiptHandle"
        case seconds = "VisibilityTimeout"
    }
}

struct AttributesInput: Encodable {
    let queueUrl: String
    let names: [String]

    enum CodingKeys: String, CodingKey {
        case queueUrl = "QueueUrl"
        case names = "AttributeNames"
    }
}

struct AttributesOutput: Decodable {
    let attributes: [String: String]?

    enum CodingKeys: String, CodingKey {
        case attributes = "Attributes"
    }
}

struct QueueUrlInput: Encodable {
    let name: String
    let ownerAccountId: String?

    enum CodingKeys: String, CodingKey {
        case name = "QueueName"
        case ownerAccountId = "QueueOwnerAWSAccountId"
    }
}

struct QueueUrlOutput: Decodable {
    let queueUrl: String

    enum CodingKeys: String, CodingKey {
        case queueUrl = "QueueUrl"
    }
}
