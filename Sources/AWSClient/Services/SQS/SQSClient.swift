/// Operations of Amazon SQS on standard queues.
///
/// A batch that succeeds as a whole may still hold entries that failed: see ``SQSBatchResult``.
///
/// Source: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/Welcome.html
public struct SQSClient: Sendable {
    /// Most entries of one batch, and most messages of one receive.
    public static let maxEntries = 10
    /// Longest wait of a receive, in seconds.
    public static let maxWaitSeconds = 20

    private let caller: any AWSCaller
    private let json = JSONProtocol(target: "AmazonSQS", version: "1.0")

    /// Operations by way of `caller`, which addresses and signs for `sqs`.
    public init(_ caller: any AWSCaller) {
        self.caller = caller
    }

    /// Sends one message.
    /// - Returns: Its id.
    /// - Throws: ``AWSError``; `CancellationError`.
    public func sendMessage(_ body: String, to queueUrl: String) async throws -> String {
        let answer = try await perform(
            "SendMessage",
            SendMessageInput(queueUrl: queueUrl, messageBody: body),
            as: SendMessageOutput.self
        )
        return answer.messageId
    }

    /// Sends up to ``maxEntries`` messages. Ids are to be distinct.
    /// - Throws: ``AWSError``; `CancellationError`. Then nothing says which messages were stored.
    public func sendMessageBatch(_ entries: [SQSOutgoing], to queueUrl: String) async throws -> SQSBatchResult {
        try await perform("SendMessageBatch", BatchInput(queueUrl: queueUrl, entries: entries), as: SQSBatchResult.self)
    }

    /// Receives up to `limit` messages, with how often each was received.
    /// - Parameters:
    ///   - limit: 1…``maxEntries``.
    ///   - waitSeconds: How long to wait for a message where there is none, 0…``maxWaitSeconds``. With 0 the answer may be
    ///     empty although there are messages, because only some of SQS's servers are asked.
    ///   - visibilitySeconds: How long the messages stay hidden; nil for the queue's own time-out.
    /// - Throws: ``AWSError``; `CancellationError`.
    public func receiveMessages(
        from queueUrl: String,
        limit: Int,
        waitSeconds: Int,
        visibilitySeconds: Int? = nil
    ) async throws -> [SQSMessage] {
        let input = ReceiveInput(
            queueUrl: queueUrl,
            limit: limit,
            waitSeconds: waitSeconds,
            visibilitySeconds: visibilitySeconds
        )
        // The answer to a long poll begins only when its wait is over.
        let timeout = Duration.seconds(waitSeconds + 10)
        return try await perform("ReceiveMessage", input, timeout: timeout, as: ReceiveOutput.self).messages ?? []
    }

    /// Deletes up to ``maxEntries`` deliveries.
    /// - Throws: ``AWSError``; `CancellationError`.
    public func deleteMessageBatch(_ entries: [SQSReceipt], from queueUrl: String) async throws -> SQSBatchResult {
        try await perform(
            "DeleteMessageBatch",
            BatchInput(queueUrl: queueUrl, entries: entries),
            as: SQSBatchResult.self
        )
    }

    /// Hides a delivery for `seconds` from now on, 0…43,200; 0 makes it visible at once.
    /// - Throws: ``AWSError``; `CancellationError`.
    public func changeMessageVisibility(of receiptHandle: String, in queueUrl: String, seconds: Int) async throws {
        let input = VisibilityInput(queueUrl: queueUrl, receiptHandle: receiptHandle, seconds: seconds)
        _ = try await caller.call(json.request("ChangeMessageVisibility", input: input))
    }

    /// Hides up to ``maxEntries`` deliveries for `seconds` from now on.
    /// - Throws: ``AWSError``; `CancellationError`.
    public func changeMessageVisibilityBatch(
        _ entries: [SQSReceipt],
        in queueUrl: String,
        seconds: Int
    ) async throws -> SQSBatchResult {
        let entries = entries.map {
            VisibilityEntry(id: $0.id, receiptHandle: $0.receiptHandle, seconds: seconds)
        }
        let input = BatchInput(queueUrl: queueUrl, entries: entries)
        return try await perform("ChangeMessageVisibilityBatch", input, as: SQSBatchResult.self)
    }

    /// Attributes of a queue by name, such as `ApproximateNumberOfMessages`; all of them for `All`.
    /// - Throws: ``AWSError``; `CancellationError`.
    public func queueAttributes(_ names: [String], of queueUrl: String) async throws -> [String: String] {
        let input = AttributesInput(queueUrl: queueUrl, names: names)
        return try await perform("GetQueueAttributes", input, as: AttributesOutput.self).attributes ?? [:]
    }

    /// The URL of a queue by name.
    /// - Parameter ownerAccountId: The account that owns it, where it is another.
    /// - Throws: ``AWSError``, `QueueDoesNotExist` among others; `CancellationError`.
    public func queueUrl(of name: String, ownerAccountId: String? = nil) async throws -> String {
        let input = QueueUrlInput(name: name, ownerAccountId: ownerAccountId)
        return try await perform("GetQueueUrl", input, as: QueueUrlOutput.self).queueUrl
    }

    private func perform<Output: Decodable>(
        _ operation: String,
        _ input: some Encodable,
        timeout: Duration? = nil,
        as type: Output.Type
    ) async throws -> Output {
        var request = try json.request(operation, input: input)
        request.timeout = timeout
        return try JSONProtocol.decode(type, from: try await caller.call(request), of: operation)
    }
}
