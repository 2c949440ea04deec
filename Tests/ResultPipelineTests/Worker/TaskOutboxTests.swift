import FoundationEssentials
import Measurement
import PipelineTestKit
import Testing

@testable import ResultPipeline

/// Messages of unreasonable windows.
struct TaskOutboxTests {
    private let clock = FakeClock()

    private func outbox(_ queue: InMemoryResultQueue, _ options: WorkerOptions = .local) -> TaskOutbox {
        let author = MessageAuthor(testId: "run", taskId: "t", taskIndex: 0, taskCount: 1, windowLength: 1000)
        return TaskOutbox(author: author, queue: queue, clock: clock, options: options, random: { 0.5 })
    }

    private func received(_ queue: InMemoryResultQueue) async throws -> [ResultMessage] {
        var messages: [ResultMessage] = []
        while true {
            let batch = try await queue.receive(limit: 10)
            guard !batch.isEmpty else { return messages.sorted { $0.sequence < $1.sequence } }
            messages += try batch.map { try MessageCodec.decode($0.body) }
        }
    }

    /// Times that no encoding makes small.
    private func wide(_ name: String, _ seed: Int) -> EndpointWindow {
        var endpoint = Sample.endpoint(name, requests: 5)
        var random = SeededGenerator(seed: UInt64(seed))
        var histogram = Histogram()
        for _ in 0..<400 { histogram.record(.random(in: 1..<10_000_000, using: &random)) }
        var encoder = HistogramEncoder()
        endpoint.responseTime = encoder.encode(histogram)
        endpoint.serviceTime = endpoint.responseTime
        return endpoint
    }

    @Test("F28: ten thousand URLs and error texts fit into one message, and none of their counts is lost")
    func tenThousandNamesFitIntoOneMessage() async throws {
        let queue = InMemoryResultQueue(clock: clock)
        let outbox = outbox(queue)
        let name = String(repeating: "é", count: 200)
        let plain = Sample.endpoint(requests: 5)
        let endpoints = (0..<10_000).map { index in
            var endpoint = index < 120 ? wide("", index) : plain
            endpoint.name = "GET /\(index)/\(index < 120 ? name : "")"
            endpoint.errors = ["error \(index)": 2]
            return endpoint
        }
        outbox.put(
            WindowReport(
                windowStart: Sample.start,
                windowLength: 1000,
                endpoints: endpoints,
                exemplars: Sample.exemplars
            )
        )
        outbox.close(deadline: clock.instant())
        await outbox.run()
        let message = try #require(try await received(queue).first)
        let window = try #require(message.window)
        #expect(window.endpoints.count > 10 && window.exemplars == Sample.exemplars)
        #expect(window.endpoints.map(\.name).contains(CardinalityLimit.other))
        #expect(window.endpoints.reduce(0) { $0 + $1.counts.sent } == 50_000)
        #expect(window.endpoints.reduce(0) { $0 + $1.errors.values.reduce(0, +) } == 20_000)
        #expect(outbox.account.totals.sent == 50_000)
        #expect(outbox.account.lost == 0)
        var decoder = HistogramDecoder()
        let record = try ResultRecord(message, using: &decoder)
        #expect(record.attributes.requests == 50_000)
    }

    @Test("F28: examples go before endpoints are counted together")
    func examplesGoFirst() async throws {
        let queue = InMemoryResultQueue(clock: clock)
        let outbox = outbox(queue)
        // Too large by less than the examples take.
        func window(_ length: Int, _ exemplars: WindowExemplars) -> WindowReport {
            var endpoints = [Sample.endpoint("a", requests: 5), Sample.endpoint("b", requests: 5)]
            endpoints[1].name = String(repeating: "x", count: length)
            return WindowReport(
                windowStart: Sample.start,
                windowLength: 1000,
                endpoints: endpoints,
                exemplars: exemplars
            )
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = .withoutEscapingSlashes
        let plain = try encoder.encode(window(1, WindowExemplars())).count
        outbox.put(window(ResultMessage.maxBytes - plain - 300, Sample.exemplars))
        outbox.put(window(1, Sample.exemplars))
        outbox.close(deadline: clock.instant())
        await outbox.run()
        let windows = try await received(queue).compactMap(\.window)
        #expect(windows.map(\.endpoints.count) == [2, 2])
        #expect(windows.map(\.exemplars) == [WindowExemplars(), Sample.exemplars])
    }

    @Test("F28: the spool is bounded in bytes")
    func theSpoolIsBoundedInBytes() async throws {
        let queue = InMemoryResultQueue(clock: clock)
        var options = WorkerOptions.local
        options.spoolBytes = 10_000
        let outbox = outbox(queue, options)
        for second in 0..<40 {
            let start = Sample.start + Int64(second) * 1000
            let endpoints = [wide("GET /", second)]
            outbox.put(WindowReport(windowStart: start, windowLength: 1000, endpoints: endpoints))
        }
        #expect(outbox.account.lost > 30)
        outbox.close(deadline: clock.instant())
        await outbox.run()
        #expect(outbox.account.sent + outbox.account.lost == 40)
        #expect(try await received(queue).last?.sequence == 40, "the newest stays")
    }

    @Test func whatComesAfterTheEndIsCountedAsLost() async throws {
        let queue = InMemoryResultQueue(clock: clock)
        let outbox = outbox(queue)
        outbox.close(deadline: clock.instant())
        outbox.put(WindowReport(windowStart: Sample.start, windowLength: 1000, endpoints: []))
        await outbox.run()
        #expect(outbox.account.windows == 1)
        #expect(outbox.account.lost == 1)
    }
}
