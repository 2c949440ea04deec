import AWSClient
import AWSPipeline
import PipelineTestKit
import ResultPipeline
import Testing

struct SQSDeadLetterTests {
    private let clock = FakeClock()
    private let sqs: FakeSQS

    init() {
        sqs = FakeSQS(clock: clock)
    }

    private func queue(deadLetters: String? = FakeSQS.deadLetterUrl) -> SQSResultQueue {
        let settings = SQSResultQueue.Settings(
            queueUrl: FakeSQS.url,
            deadLetterQueueUrl: deadLetters,
            waitSeconds: 0
        )
        return SQSResultQueue(SQSClient(sqs), settings, clock: clock)
    }

    private func bury(_ count: Int) async throws {
        try await queue().send((0..<count).map { QueueMessage(testId: "run", body: Array("[\($0)]".utf8)) })
        for _ in 1...3 {
            while try await !queue().receive(limit: 10).isEmpty {}
            clock.advance(by: .seconds(30))
        }
        #expect(try await queue().receive(limit: 10).isEmpty)
    }

    @Test func `all dead letters are listed, and are there for the next reader too`() async throws {
        try await bury(25)
        let first = try await queue().deadLetters(limit: 100)
        #expect(Set(first.map(\.messageId)).count == 25)
        #expect(first.allSatisfy { $0.reason.contains("SQS keeps no reasons") })
        #expect(try await queue().deadLetters(limit: 100) == first)
        #expect(try await queue().deadLetters(limit: 12).count == 12)
        #expect(sqs.bodies(in: FakeSQS.deadLetterUrl).count == 25)
    }

    @Test func `without the URL of a dead-letter queue there are none, and no call is made`() async throws {
        try await bury(1)
        let calls = sqs.requests("ReceiveMessage").count
        #expect(try await queue(deadLetters: nil).deadLetters(limit: 10).isEmpty)
        #expect(try await queue().deadLetters(limit: 0).isEmpty)
        #expect(sqs.requests("ReceiveMessage").count == calls)
    }

    @Test func `a list that breaks off shows again what it had hidden`() async throws {
        try await bury(11)
        sqs.fail(AWSError(operation: "ReceiveMessage", code: "AccessDeniedException", message: "no"), after: 1)
        await #expect(throws: AWSError.self) { _ = try await queue().deadLetters(limit: 100) }
        #expect(try await queue().deadLetters(limit: 100).count == 11)
    }

    @Test func `a letter that could not be shown again reappears by itself`() async throws {
        try await bury(3)
        sqs.fail("ChangeMessageVisibilityBatch", ids: ["0"])
        #expect(try await queue().deadLetters(limit: 100).count == 3)
        #expect(try await queue().deadLetters(limit: 100).count == 2)
        clock.advance(by: .seconds(30))
        #expect(try await queue().deadLetters(limit: 100).count == 3)
    }
}
