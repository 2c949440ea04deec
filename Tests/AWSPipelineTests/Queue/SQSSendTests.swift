import AWSClient
import AWSPipeline
import PipelineTestKit
import ResultPipeline
import Testing

struct SQSSendTests {
    private let simulation = Simulation()
    private let sqs: FakeSQS
    private let queue: SQSResultQueue

    init() {
        sqs = FakeSQS(clock: simulation.clock)
        queue = SQSResultQueue(
            SQSClient(sqs),
            SQSResultQueue.Settings(queueUrl: FakeSQS.url),
            clock: simulation.clock,
            random: { 0.5 }
        )
    }

    private func send(_ bodies: [String]) throws {
        try simulation.run { [queue] in
            try await queue.send(bodies.map { QueueMessage(testId: "run", body: Array($0.utf8)) })
        }
    }

    /// Id and body of the entries of each call.
    private func batches() throws -> [[String: String]] {
        try sqs.requests("SendMessageBatch").map { request in
            let entries = try WireValue(request.body).list("Entries")
            return try Dictionary(uniqueKeysWithValues: entries.map { (try $0.text("Id"), try $0.text("MessageBody")) })
        }
    }

    @Test func `F26: only the entries that failed go again, under the same ids`() throws {
        sqs.fail("SendMessageBatch", ids: ["3", "7"])
        sqs.fail("SendMessageBatch", ids: ["7"])
        let bodies = (0..<10).map { "{\"n\":\($0)}" }
        try send(bodies)
        #expect(try batches().map(\.count) == [10, 2, 1])
        #expect(try batches()[1] == ["3": "{\"n\":3}", "7": "{\"n\":7}"])
        #expect(try batches()[2] == ["7": "{\"n\":7}"])
        #expect(sqs.bodies().sorted() == bodies)
    }

    @Test func `F26: entries that fail every time are an error that says how many`() throws {
        for _ in 0..<4 { sqs.fail("SendMessageBatch", ids: ["1", "2"]) }
        let error = #expect(throws: QueueError.self) { try send(["[0]", "[1]", "[2]", "[3]", "[4]"]) }
        #expect(error?.code == .notStored)
        #expect(error?.message == "2 of 5 messages were not stored: InternalError")
        #expect(error?.count == 2)
        #expect(try batches().map(\.count) == [5, 2, 2, 2])
        #expect(sqs.bodies().sorted() == ["[0]", "[3]", "[4]"])
        #expect(simulation.clock.elapsed > .zero)
    }

    @Test func `an entry that is itself at fault is not sent again`() throws {
        sqs.fail("SendMessageBatch", ids: ["0"], code: "InvalidMessageContents", isSendersFault: true)
        let error = #expect(throws: QueueError.self) { try send(["[0]", "[1]"]) }
        #expect(error?.message == "1 of 2 messages were not stored: InvalidMessageContents")
        #expect(try batches().count == 1)
    }

    @Test func `where SQS does not answer, nothing more is sent, and all it did not confirm counts`() throws {
        sqs.fail("SendMessageBatch", ids: ["4"])
        sqs.fail(AWSError(operation: "SendMessageBatch", code: "transport", message: "no connection"), after: 1)
        let error = #expect(throws: QueueError.self) { try send((0..<12).map { "[\($0)]" }) }
        #expect(error?.message == "3 of 12 messages were not stored: SendMessageBatch: transport: no connection")
        #expect(sqs.bodies().count == 9)
        #expect(try batches().map(\.count) == [10, 1])
    }

    @Test func `a batch holds ten entries and 256 KiB at most`() throws {
        try send((0..<23).map { "[\($0)]" })
        #expect(try batches().map(\.count) == [10, 10, 3])
        #expect(Set(try batches().flatMap(\.keys)).count == 23)
        let large = String(repeating: "x", count: 100 * 1024)
        try send([large, large, large, String(repeating: "y", count: 256 * 1024), "[]"])
        #expect(try batches().dropFirst(3).map(\.count) == [2, 1, 1, 1])
        #expect(sqs.bodies().count == 28)
    }

    @Test func `nothing to send makes no call`() throws {
        try send([])
        #expect(sqs.requests("SendMessageBatch").isEmpty)
    }
}
