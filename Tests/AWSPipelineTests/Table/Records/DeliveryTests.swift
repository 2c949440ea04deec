import AWSClient
import AWSPipeline
import Measurement
import PipelineTestKit
import ResultPipeline
import Testing

/// From deliveries of the queue to the summary, over the table.
struct DeliveryTests {
    private let fixture = TableFixture()
    private let header: RunHeader

    init() throws {
        var header = try Sample.header("run", taskCount: 2)
        header.start = RunStart(at: Sample.start, tasks: [0, 1])
        self.header = header
    }

    /// All messages of two tasks for ten seconds.
    private var messages: [ResultMessage] {
        (0..<2).flatMap { task -> [ResultMessage] in
            let windows = (0..<10).map { second in
                Sample.message(
                    "run",
                    sequence: second + 1,
                    second: second,
                    task: task,
                    content: .window(
                        endpoints: [Sample.endpoint(requests: 5 + 3 * task)],
                        generator: GeneratorWindow()
                    )
                )
            }
            let report = StartReport(segmentIndex: task, segmentCount: 2)
            let started = Sample.message("run", sequence: 0, second: 0, task: task, content: .started(report))
            let manifest = TaskManifest(windowsSent: 10, loadSeconds: 10)
            let final = Sample.message("run", sequence: 11, second: 10, task: task, content: .final(manifest))
            return [started] + windows + [final]
        }
    }

    private func deliveries(_ messages: [ResultMessage]) throws -> [QueueDelivery] {
        try messages.enumerated().map { index, message in
            QueueDelivery(
                messageId: "m\(index)",
                receipt: "r\(index)",
                body: try MessageCodec.encode(message),
                receiveCount: 1
            )
        }
    }

    /// Handles deliveries ten at a time, as the function does, and summarises what the table then holds.
    private func summary(of messages: [ResultMessage], in fixture: TableFixture) async throws -> RunSummary {
        let processor = ResultProcessor(store: fixture.store, clock: fixture.clock, attempts: 1)
        let deliveries = try deliveries(messages)
        for start in stride(from: 0, to: deliveries.count, by: 10) {
            let outcome = await processor.handle(Array(deliveries[start..<min(start + 10, deliveries.count)]))
            #expect(outcome.rejected.isEmpty)
        }
        return try await RunSummarizer(store: fixture.store, pageSize: 7).summarize(header)
    }

    @Test("F19: messages delivered up to three times change no total")
    func duplicates() async throws {
        let once = try await summary(of: messages, in: TableFixture())
        #expect(once.requests.sent == 10 * (5 + 8))
        #expect(once.tasks.windowsReceived == 20)
        var random = SeededGenerator(seed: 19)
        let copies = messages.flatMap { Array(repeating: $0, count: Int.random(in: 1...3, using: &random)) }
        #expect(try await summary(of: copies, in: fixture) == once)
        #expect(fixture.items("run").count == messages.count)
    }

    @Test("F20: messages in any order, final ones first, make the same table and the same summary", arguments: 0..<5)
    func anyOrder(seed: UInt64) async throws {
        let inOrder = TableFixture()
        let once = try await summary(of: messages, in: inOrder)
        var random = SeededGenerator(seed: seed)
        let mixed = messages.shuffled(using: &random)
        let finalFirst = mixed.filter { $0.kind == .final } + mixed.filter { $0.kind != .final }
        #expect(try await summary(of: finalFirst, in: fixture) == once)
        #expect(fixture.dynamoDB.items == inOrder.dynamoDB.items)
    }

    @Test("F22: one poison message in ten is rejected alone, nine are stored")
    func poison() async throws {
        var deliveries = try deliveries(Array(messages.prefix(10)))
        deliveries[4] = QueueDelivery(messageId: "poison", receipt: "p", body: Array("{}".utf8), receiveCount: 1)
        let outcome = await ResultProcessor(store: fixture.store, clock: fixture.clock).handle(deliveries)
        #expect(outcome.rejected.map(\.messageId) == ["poison"])
        #expect(outcome.acknowledged.count == 9)
        #expect(fixture.items("run").count == 9)
    }

    @Test("F22: one record in ten that the table refuses is rejected alone, nine are stored")
    func refusedRecord() async throws {
        let messages = Array(messages.prefix(10))
        let bad = try fixture.record(messages[4]).timestamp
        fixture.dynamoDB.disrupt { _, call in
            guard call.mentions(bad) else { return nil }
            let text = "One or more parameter values were invalid"
            return .refuse(AWSError(operation: call.operation, code: "ValidationException", message: text, status: 400))
        }
        let processor = ResultProcessor(store: fixture.store, clock: fixture.clock, attempts: 1)
        let outcome = await processor.handle(try deliveries(messages))
        #expect(outcome.rejected.map(\.messageId) == ["m4"])
        #expect(outcome.acknowledged.count == 9)
        #expect(fixture.items("run").count == 9)
    }

    @Test func `a summary read range by range is the summary read page by page`() async throws {
        let once = try await summary(of: messages, in: fixture)
        for ranges in 2...4 {
            let summarizer = RunSummarizer(store: fixture.store, pageSize: 3, ranges: ranges)
            #expect(try await summarizer.summarize(header) == once)
        }
        var digest = RunDigest(header)
        digest.add(try await fixture.all("run"))
        #expect(digest.summary() == once)
    }
}
