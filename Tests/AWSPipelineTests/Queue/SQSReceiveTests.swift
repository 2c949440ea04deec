import AWSClient
import AWSPipeline
import PipelineTestKit
import ResultPipeline
import Testing

struct SQSReceiveTests {
    private let clock = FakeClock()
    private let sqs: FakeSQS
    private let rejections = Log()

    init() {
        sqs = FakeSQS(clock: clock)
    }

    private func queue(_ settings: SQSResultQueue.Settings? = nil) -> SQSResultQueue {
        SQSResultQueue(
            SQSClient(sqs),
            settings ?? SQSResultQueue.Settings(queueUrl: FakeSQS.url, waitSeconds: 0),
            clock: clock,
            backoff: Backoff(base: .zero, cap: .zero),
            onReject: { [rejections] in rejections.add("\($0): \($1)") }
        )
    }

    private func send(_ count: Int) async throws {
        try await queue().send((0..<count).map { QueueMessage(testId: "run", body: Array("[\($0)]".utf8)) })
    }

    @Test(arguments: [(1, 1), (7, 7), (10, 10), (1000, 10)])
    func `a receive asks for its limit, ten at most`(limit: Int, asked: Int) async throws {
        try await send(12)
        #expect(try await queue().receive(limit: limit).count == asked)
        let request = try #require(sqs.requests("ReceiveMessage").last)
        #expect(try WireValue(request.body)["MaxNumberOfMessages"] == .number(Double(asked)))
    }

    @Test(arguments: [0, -1])
    func `a receive of none makes no call`(limit: Int) async throws {
        #expect(try await queue().receive(limit: limit).isEmpty)
        #expect(sqs.requests("ReceiveMessage").isEmpty)
    }

    @Test(arguments: [(nil, 20), (0, 0), (5, 5), (60, 20), (-3, 0)] as [(Int?, Int)])
    func `a long poll waits as set, and its call may take longer`(wait: Int?, asked: Int) async throws {
        let settings =
            wait.map { SQSResultQueue.Settings(queueUrl: FakeSQS.url, waitSeconds: $0) }
            ?? SQSResultQueue.Settings(queueUrl: FakeSQS.url)
        _ = try await queue(settings).receive(limit: 10)
        let request = try #require(sqs.requests("ReceiveMessage").last)
        #expect(try WireValue(request.body)["WaitTimeSeconds"] == .number(Double(asked)))
        #expect(request.timeout == .seconds(asked + 10))
    }

    @Test func `a visibility time-out of one's own hides for so long`() async throws {
        try await send(1)
        let own = queue(SQSResultQueue.Settings(queueUrl: FakeSQS.url, waitSeconds: 0, visibilitySeconds: 5))
        #expect(try await own.receive(limit: 1).count == 1)
        clock.advance(by: .seconds(4))
        #expect(try await own.receive(limit: 1).isEmpty)
        clock.advance(by: .seconds(1))
        #expect(try await own.receive(limit: 1).map(\.receiveCount) == [2])
    }

    @Test func `acknowledgements go in batches of ten, and those that fail go again`() async throws {
        try await send(23)
        var receipts: [String] = []
        while receipts.count < 23 { receipts += try await queue().receive(limit: 10).map(\.receipt) }
        sqs.fail("DeleteMessageBatch", ids: ["2"])
        try await queue().acknowledge(receipts)
        let counts = try sqs.requests("DeleteMessageBatch").map { try WireValue($0.body).list("Entries").count }
        #expect(counts == [10, 1, 10, 3])
        #expect(sqs.bodies().isEmpty)
    }

    @Test func `deliveries that cannot be acknowledged are an error that says how many`() async throws {
        try await send(3)
        let receipts = try await queue().receive(limit: 10).map(\.receipt)
        for _ in 0..<4 { sqs.fail("DeleteMessageBatch", ids: ["0"]) }
        let error = await #expect(throws: QueueError.self) { try await queue().acknowledge(receipts) }
        #expect(error?.code == .notAcknowledged)
        #expect(error?.message == "1 of 3 deliveries were not deleted and will come again: InternalError")
        #expect(sqs.bodies().count == 1)
    }

    @Test func `a rejected delivery comes again at once, and its reason goes to the log`() async throws {
        try await send(1)
        let first = try #require(try await queue().receive(limit: 1).first)
        try await queue().reject(first.receipt, reason: "unknownKind")
        #expect(try await queue().receive(limit: 1).map(\.receiveCount) == [2])
        #expect(rejections.lines == ["\(first.receipt): unknownKind"])
    }

    @Test func `rejecting what is no longer hidden changes nothing`() async throws {
        try await send(1)
        let first = try #require(try await queue().receive(limit: 1).first)
        clock.advance(by: .seconds(30))
        try await queue().reject(first.receipt, reason: "late")
        let second = try #require(try await queue().receive(limit: 1).first)
        try await queue().reject(first.receipt, reason: "of an earlier delivery")
        #expect(try await queue().receive(limit: 1).isEmpty)
        try await queue().acknowledge([second.receipt])
        try await queue().reject(second.receipt, reason: "of a message that is gone")
        #expect(rejections.lines.count == 3)
    }

    @Test func `a rejection that SQS does not carry out for another reason is an error`() async throws {
        try await send(1)
        let receipt = try #require(try await queue().receive(limit: 1).first).receipt
        sqs.fail(AWSError(operation: "ChangeMessageVisibility", code: "AccessDeniedException", message: "no"))
        await #expect(throws: AWSError.self) { try await queue().reject(receipt, reason: "poison") }
    }
}
