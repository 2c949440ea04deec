import Testing

@testable import LambdaRuntime

@Suite struct SQSEventTests {
    private func event(_ json: String) throws -> SQSEvent {
        try Invocation(requestId: "a", deadline: 0, payload: Array(json.utf8)).decode()
    }

    /// The example of https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html, shortened.
    @Test func `reads a batch as Lambda sends it`() throws {
        let event = try event(
            """
            {"Records": [{
                "messageId": "059f36b4-87a3-44ab-83d2-661975830a7d", "receiptHandle": "AQEBwJnKyrHigUMZj6rYigCgxlaS3SLy0a",
                "body": "{\\"n\\": 1}", "md5OfBody": "e4e68fb7bd0e697a0ae8f1bb342846b3", "messageAttributes": {},
                "attributes": {"ApproximateReceiveCount": "2", "SentTimestamp": "1545082649183",
                    "SenderId": "AIDAIENQZJOLO23YVJ4VO", "ApproximateFirstReceiveTimestamp": "1545082649185"},
                "eventSource": "aws:sqs", "eventSourceARN": "arn:aws:sqs:us-east-2:123456789012:my-queue",
                "awsRegion": "us-east-2"}], "extra": [1]}
            """
        )
        #expect(
            event.records == [
                SQSEvent.Record(
                    messageId: "059f36b4-87a3-44ab-83d2-661975830a7d",
                    receiptHandle: "AQEBwJnKyrHigUMZj6rYigCgxlaS3SLy0a",
                    body: #"{"n": 1}"#,
                    approximateReceiveCount: 2,
                    eventSourceARN: "arn:aws:sqs:us-east-2:123456789012:my-queue"
                )
            ]
        )
    }

    @Test(arguments: [
        #"{"Records":[{"messageId":"m","body":"b"}]}"#,
        #"{"Records":[{"messageId":"m","body":"b","attributes":{}}]}"#,
        #"{"Records":[{"messageId":"m","body":"b","attributes":{"ApproximateReceiveCount":"many"}}]}"#,
        #"{"Records":[{"messageId":"m","body":"b","attributes":null,"receiptHandle":null,"eventSourceARN":null}]}"#,
    ])
    func `does without what it can do without`(json: String) throws {
        #expect(try event(json).records == [SQSEvent.Record(messageId: "m", body: "b")])
    }

    @Test(arguments: ["{}", #"{"Records":[{"body":"b"}]}"#, #"{"Records":[{"messageId":"m"}]}"#])
    func `refuses what it cannot do without`(json: String) {
        #expect(throws: InvalidEvent.self) { try event(json) }
    }

    @Test(arguments: [
        ([], #"{"batchItemFailures":[]}"#),
        (["b", "a\""], #"{"batchItemFailures":[{"itemIdentifier":"b"},{"itemIdentifier":"a\""}]}"#),
    ])
    func `names the messages that failed`(ids: [String], json: String) {
        #expect(String(decoding: SQSBatchResponse(failed: ids).json, as: UTF8.self) == json)
    }
}
