import AWSClient
import AWSPipeline
import PipelineTestKit
import ResultPipeline
import Testing

struct SQSContractTests {
    @Test(arguments: [1, 7, 23] as [UInt64])
    func `the queue keeps the promises of its port, reasons of dead letters excepted`(seed: UInt64) async throws {
        let clock = FakeClock()
        let settings = SQSResultQueue.Settings(
            queueUrl: FakeSQS.url,
            deadLetterQueueUrl: FakeSQS.deadLetterUrl,
            waitSeconds: 0
        )
        let queue = SQSResultQueue(SQSClient(FakeSQS(clock: clock, seed: seed)), settings, clock: clock)
        try await checkResultQueue(queue, keepsReasons: false) { clock.advance(by: .seconds(31)) }
    }

    @Test func `F22: of ten messages with one poison nine are stored, and the poison becomes a dead letter`() throws {
        let simulation = Simulation()
        let sqs = FakeSQS(clock: simulation.clock)
        let rejections = Log()
        let queue = SQSResultQueue(
            SQSClient(sqs),
            SQSResultQueue.Settings(queueUrl: FakeSQS.url, deadLetterQueueUrl: FakeSQS.deadLetterUrl),
            clock: simulation.clock,
            onReject: { rejections.add($1) }
        )
        let store = InMemoryResultStore()
        let letters = try simulation.run {
            let good = try (0..<9).map { task in
                let start = ResultMessage.Content.started(StartReport(segmentIndex: task, segmentCount: 9))
                return try MessageCodec.encode(
                    Sample.message("run", sequence: 0, second: 0, task: task, content: start)
                )
            }
            try await queue.send(
                (good + [Array("{\"schemaVersion\":9}".utf8)]).map { QueueMessage(testId: "run", body: $0) }
            )
            let processor = ResultProcessor(store: store, clock: simulation.clock)
            let pump = QueuePump(queue: queue, processor: processor, clock: simulation.clock)
            pump.drain()
            await pump.run()
            return try await queue.deadLetters(limit: 10)
        }
        #expect(letters.map { String(decoding: $0.body, as: UTF8.self) } == ["{\"schemaVersion\":9}"])
        #expect(sqs.bodies().isEmpty)
        #expect(rejections.lines.count == 3)
        #expect(rejections.lines.allSatisfy { $0.contains("schemaVersion 9 is not 1") })
        let records = try simulation.run { try await store.records(of: "run", after: nil, limit: 100) }
        #expect(records.count == 9)
    }
}
