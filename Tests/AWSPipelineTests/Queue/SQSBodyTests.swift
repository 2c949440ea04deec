import AWSClient
import AWSPipeline
import FoundationEssentials
import PipelineTestKit
import ResultPipeline
import Testing

struct SQSBodyTests {
    private let sqs = FakeSQS(clock: FakeClock())

    private func queue() -> SQSResultQueue {
        SQSResultQueue(SQSClient(sqs), SQSResultQueue.Settings(queueUrl: FakeSQS.url, waitSeconds: 0))
    }

    @Test(arguments: [
        ("{\"error\":\"a\u{0}b\"}", "{\"error\":\"a\\u0000b\"}"),
        ("{\"error\":\"\u{1b}[31m\"}", "{\"error\":\"\\u001b[31m\"}"),
        ("{\"error\":\"\u{fffe}\u{ffff}\"}", "{\"error\":\"\\ufffe\\uffff\"}"),
        ("{\"error\":\"\u{8}\u{c}\"}", "{\"error\":\"\\u0008\\u000c\"}"),
    ])
    func `F29: characters that SQS refuses arrive as JSON escapes`(sent: String, arrived: String) async throws {
        try await queue().send([QueueMessage(testId: "run", body: Array(sent.utf8))])
        let body = try #require(try await queue().receive(limit: 1).first).body
        #expect(String(decoding: body, as: UTF8.self) == arrived)
        let error = try JSONDecoder().decode([String: String].self, from: Data(body))["error"]
        #expect(error.map { sent.contains($0) } == true)
    }

    @Test(arguments: ["{\"a\":\"é ✓ 😀 \u{7f}\u{85}\u{fffd}\u{10ffff}\u{1fffe}\"}", "{\t\"a\":\r\n1}"])
    func `what SQS admits arrives as it was sent`(text: String) async throws {
        try await queue().send([QueueMessage(testId: "run", body: Array(text.utf8))])
        #expect(try await queue().receive(limit: 1).map(\.body) == [Array(text.utf8)])
    }

    /// Holds the fake to what it is for.
    @Test(arguments: ["\u{0}", "\u{b}", "\u{1f}", "\u{fffe}", "\u{ffff}"])
    func `F29: SQS refuses such a character where nobody escapes it`(character: String) async throws {
        let result = try await SQSClient(sqs).sendMessageBatch(
            [SQSOutgoing(id: "0", body: character)],
            to: FakeSQS.url
        )
        #expect(result.failed.map(\.code) == ["InvalidMessageContents"])
        #expect(result.failed.map(\.isSendersFault) == [true])
    }

    @Test func `a body that escapes have made too large is refused`() async throws {
        let body = [UInt8](repeating: 0, count: ResultMessage.maxBytes / 6 + 1)
        let error = await #expect(throws: QueueError.self) {
            try await queue().send([QueueMessage(testId: "run", body: body)])
        }
        #expect(error?.code == .refused)
        try await queue().send([QueueMessage(testId: "run", body: Array(body.dropLast()))])
        #expect(sqs.bodies().map(\.utf8.count) == [ResultMessage.maxBytes / 6 * 6])
    }

    @Test(arguments: [[], [0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80]] as [[UInt8]])
    func `a body that is no text is refused, and what came with it is not sent`(body: [UInt8]) async throws {
        let good = QueueMessage(testId: "run", body: Array("[]".utf8))
        let error = await #expect(throws: QueueError.self) {
            try await queue().send([good, QueueMessage(testId: "run", body: body)])
        }
        #expect(error?.code == .refused)
        #expect(sqs.requests("SendMessageBatch").isEmpty)
    }
}
