import AWSClient
import Testing

struct SQSClientTests {
    private static let url = "https://sqs.eu-central-1.amazonaws.com/123456789012/q"

    @Test func `each operation is a POST of AWS JSON 1-0 to the service's root`() async throws {
        let recorder = OperationRecorder("{}")
        let client = SQSClient(recorder)
        _ = try await client.sendMessageBatch([SQSOutgoing(id: "0", body: "[]")], to: Self.url)
        _ = try await client.receiveMessages(from: Self.url, limit: 1, waitSeconds: 0)
        _ = try await client.deleteMessageBatch([SQSReceipt(id: "0", receiptHandle: "h")], from: Self.url)
        try await client.changeMessageVisibility(of: "h", in: Self.url, seconds: 0)
        let receipts = [SQSReceipt(id: "0", receiptHandle: "h")]
        _ = try await client.changeMessageVisibilityBatch(receipts, in: Self.url, seconds: 0)
        _ = try await client.queueAttributes(["All"], of: Self.url)
        let operations = [
            "SendMessageBatch", "ReceiveMessage", "DeleteMessageBatch", "ChangeMessageVisibility",
            "ChangeMessageVisibilityBatch", "GetQueueAttributes",
        ]
        #expect(recorder.requests.map(\.operation) == operations)
        for request in recorder.requests {
            #expect(request.method == "POST")
            #expect(request.path == "/")
            #expect(
                request.headers == [
                    HTTPField("content-type", "application/x-amz-json-1.0"),
                    HTTPField("x-amz-target", "AmazonSQS.\(request.operation)"),
                ]
            )
        }
    }

    @Test func `batches name their entries`() async throws {
        let recorder = OperationRecorder("{}")
        let client = SQSClient(recorder)
        let outgoing = [SQSOutgoing(id: "0", body: "{\"a\":\"/é\"}"), SQSOutgoing(id: "1", body: "[]")]
        _ = try await client.sendMessageBatch(outgoing, to: Self.url)
        _ = try await client.deleteMessageBatch([SQSReceipt(id: "7", receiptHandle: "AQEB+/=")], from: Self.url)
        let receipts = [SQSReceipt(id: "7", receiptHandle: "h")]
        _ = try await client.changeMessageVisibilityBatch(receipts, in: Self.url, seconds: 30)
        #expect(
            recorder.bodies == [
                #"{"Entries":[{"Id":"0","MessageBody":"{\"a\":\"/é\"}"},{"Id":"1","MessageBody":"[]"}],"QueueUrl":"\#(Self.url)"}"#,
                #"{"Entries":[{"Id":"7","ReceiptHandle":"AQEB+/="}],"QueueUrl":"\#(Self.url)"}"#,
                #"{"Entries":[{"Id":"7","ReceiptHandle":"h","VisibilityTimeout":30}],"QueueUrl":"\#(Self.url)"}"#,
            ]
        )
    }

    @Test func `the results of a batch are read, and an absent list is an empty one`() async throws {
        let partial =
            #"{"Successful":[{"Id":"0","MessageId":"m","MD5OfMessageBody":"d"}],"Failed":[{"Id":"1","#
            + #""SenderFault":true,"Code":"InvalidMessageContents","Message":"why"},{"Id":"2","SenderFault":false,"#
            + #""Code":"InternalError"}]}"#
        let client = SQSClient(OperationRecorder(partial, "{}"))
        let result = try await client.sendMessageBatch([], to: Self.url)
        #expect(result.successful == ["0"])
        #expect(result.failed.map(\.id) == ["1", "2"])
        #expect(result.failed.map(\.isSendersFault) == [true, false])
        #expect(result.failed.map(\.code) == ["InvalidMessageContents", "InternalError"])
        #expect(result.failed.map(\.message) == ["why", nil])
        let empty = try await client.sendMessageBatch([], to: Self.url)
        #expect(empty.successful.isEmpty && empty.failed.isEmpty)
    }

    @Test func `a receive asks for counts, waits, and allows for its wait`() async throws {
        let recorder = OperationRecorder("{}")
        let client = SQSClient(recorder)
        #expect(try await client.receiveMessages(from: Self.url, limit: 10, waitSeconds: 20).isEmpty)
        _ = try await client.receiveMessages(from: Self.url, limit: 1, waitSeconds: 0, visibilitySeconds: 30)
        #expect(
            recorder.bodies == [
                #"{"MaxNumberOfMessages":10,"MessageSystemAttributeNames":["ApproximateReceiveCount"],"#
                    + #""QueueUrl":"\#(Self.url)","WaitTimeSeconds":20}"#,
                #"{"MaxNumberOfMessages":1,"MessageSystemAttributeNames":["ApproximateReceiveCount"],"#
                    + #""QueueUrl":"\#(Self.url)","VisibilityTimeout":30,"WaitTimeSeconds":0}"#,
            ]
        )
        #expect(recorder.requests.map(\.timeout) == [.seconds(30), .seconds(10)])
    }

    @Test func `a message is read with its count`() async throws {
        let answer =
            #"{"Messages":[{"MessageId":"m","ReceiptHandle":"h","Body":"{\"é\":1}","MD5OfBody":"d","#
            + #""Attributes":{"ApproximateReceiveCount":"3"}},{"MessageId":"n","ReceiptHandle":"i","Body":"[]"}]}"#
        let messages = try await SQSClient(OperationRecorder(answer))
            .receiveMessages(from: Self.url, limit: 10, waitSeconds: 0)
        #expect(messages.map(\.messageId) == ["m", "n"])
        #expect(messages.map(\.receiptHandle) == ["h", "i"])
        #expect(messages.map(\.body) == ["{\"é\":1}", "[]"])
        #expect(messages.map(\.receiveCount) == [3, 1])
    }

    @Test func `single operations`() async throws {
        let sender = OperationRecorder(#"{"MessageId":"m","MD5OfMessageBody":"d"}"#)
        #expect(try await SQSClient(sender).sendMessage("[]", to: Self.url) == "m")
        #expect(sender.bodies == [#"{"MessageBody":"[]","QueueUrl":"\#(Self.url)"}"#])

        let hider = OperationRecorder("")
        try await SQSClient(hider).changeMessageVisibility(of: "h", in: Self.url, seconds: 0)
        #expect(hider.bodies == [#"{"QueueUrl":"\#(Self.url)","ReceiptHandle":"h","VisibilityTimeout":0}"#])

        let reader = OperationRecorder(#"{"Attributes":{"ApproximateNumberOfMessages":"4"}}"#)
        let attributes = try await SQSClient(reader).queueAttributes(["ApproximateNumberOfMessages"], of: Self.url)
        #expect(attributes == ["ApproximateNumberOfMessages": "4"])
        #expect(reader.bodies == [#"{"AttributeNames":["ApproximateNumberOfMessages"],"QueueUrl":"\#(Self.url)"}"#])

        let finder = OperationRecorder(#"{"QueueUrl":"\#(Self.url)"}"#)
        #expect(try await SQSClient(finder).queueUrl(of: "q") == Self.url)
        #expect(try await SQSClient(finder).queueUrl(of: "q", ownerAccountId: "123456789012") == Self.url)
        #expect(
            finder.bodies == [#"{"QueueName":"q"}"#, #"{"QueueName":"q","QueueOwnerAWSAccountId":"123456789012"}"#]
        )
    }

    @Test(arguments: ["", "[]", "<html>", #"{"Messages":[{"MessageId":"m"}]}"#])
    func `an answer that is none of the operation's is an error of its own`(answer: String) async throws {
        let error = await #expect(throws: AWSError.self) {
            _ = try await SQSClient(OperationRecorder(answer)).receiveMessages(from: Self.url, limit: 1, waitSeconds: 0)
        }
        #expect(error?.code == "invalidResponse")
        #expect(error?.operation == "ReceiveMessage")
    }
}
