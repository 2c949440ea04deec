import LoadPlan
import Measurement
import PipelineTestKit
import Testing

@testable import ResultPipeline

/// A summary that is read and merged in several ranges at once is, to the last bit, the one that is read from front to back.
struct DividedSummaryTests {
    private struct Scene {
        var header: RunHeader
        var records: [ResultRecord]
        var random: SeededGenerator
    }

    private static func scene(seed: UInt64) throws -> Scene {
        var random = SeededGenerator(seed: seed)
        var header = try SimulatedRun(tasks: Int.random(in: 1...7, using: &random), rate: 60, seconds: 15).header
        header.plan.warmUpSeconds = Double(Int.random(in: 0...3, using: &random))
        let metrics: [Threshold.Metric] = [.responsePercentile(95), .servicePercentile(50), .errorRate, .rate]
        header.plan.thresholds = metrics.enumerated().map { place, metric in
            var limit = Threshold(expression: "limit \(place)", metric: metric, comparison: .less, limit: 40)
            limit.everySeconds = place == 0 ? nil : Double(place + 1)
            return limit
        }
        let run = SimulatedRun(header) { $0.target = .troubled(seed: seed) }
        let (claimed, records) = try run.simulation.run {
            _ = try await run.carryOut()
            return (try await run.services.registry.header(of: "run") ?? run.header, try await run.records())
        }
        return Scene(header: claimed, records: records.map { traced($0, &random) }, random: random)
    }

    /// The record with examples of requests, where it is a window's.
    private static func traced(_ record: ResultRecord, _ random: inout SeededGenerator) -> ResultRecord {
        guard case .window(let endpoints, let groups, let generator, _) = record.message.content else { return record }
        func examples(_ errors: [String?]) -> [Exemplar] {
            (0..<Int.random(in: 0...3, using: &random)).map { _ in
                Exemplar(
                    traceId: String(UInt64.random(in: 0...UInt64.max, using: &random), radix: 16),
                    endpoint: "GET /",
                    time: record.message.windowStart * 1000,
                    responseTime: UInt64.random(in: 0...100, using: &random),
                    status: 200,
                    error: errors.randomElement(using: &random) ?? nil
                )
            }
        }
        var record = record
        record.message.content = .window(
            endpoints: endpoints,
            groups: groups,
            generator: generator,
            exemplars: WindowExemplars(slowest: examples([nil]), failed: examples(["timeout", "timeout", "dns"]))
        )
        return record
    }

    private static func store(_ records: [ResultRecord]) async throws -> InMemoryResultStore {
        let store = InMemoryResultStore()
        for record in records { try await store.put([record]) }
        return store
    }

    private static func expectSame(_ header: RunHeader, _ records: [ResultRecord]) async throws -> RunSummary {
        let store = try await store(records)
        let whole = RunSummarizer(store: store, ranges: 1)
        let summary = try await whole.summarize(header)
        let document = try await whole.document(header)
        for (ranges, pageSize) in [(2, 1), (8, 7), (50, 1)] {
            let divided = RunSummarizer(store: store, pageSize: pageSize, ranges: ranges)
            #expect(try await divided.summarize(header).encoded() == summary.encoded(), "\(ranges) ranges")
            #expect(try await divided.document(header) == document, "\(ranges) ranges")
        }
        var digest = RunDigest(header)
        digest.add(records.sorted { $0.timestamp < $1.timestamp })
        #expect(try digest.summary().encoded() == summary.encoded())
        return summary
    }

    @Test(arguments: 1...3 as ClosedRange<UInt64>)
    func `whatever was measured`(seed: UInt64) async throws {
        let scene = try Self.scene(seed: seed)
        let summary = try await Self.expectSame(scene.header, scene.records)
        #expect(summary.tasks.windowsReceived > 10)
        #expect(summary.exemplars?.slowest.isEmpty == false && summary.exemplars?.failed.isEmpty == false)
    }

    @Test(arguments: 1...3 as ClosedRange<UInt64>)
    func `whatever is missing or cannot be read`(seed: UInt64) async throws {
        var scene = try Self.scene(seed: seed)
        var damaged = 0
        scene.records.removeAll { _ in Int.random(in: 0..<5, using: &scene.random) == 0 }
        for index in scene.records.indices where Int.random(in: 0..<6, using: &scene.random) == 0 {
            guard
                case .window(var endpoints, let groups, let generator, let exemplars) = scene.records[index].message
                    .content
            else {
                continue
            }
            guard !endpoints.isEmpty else { continue }
            endpoints[0].serviceTime.payload.bytes[12] ^= 0x55
            scene.records[index].message.content = .window(
                endpoints: endpoints,
                groups: groups,
                generator: generator,
                exemplars: exemplars
            )
            damaged += 1
        }
        let summary = try await Self.expectSame(scene.header, scene.records)
        #expect(damaged > 0 && summary.says("cannot be read"))
    }

    @Test func `a number that a task gave to two windows counts once, as the earlier of them`() async throws {
        let scene = try Self.scene(seed: 3)
        let late = try #require(scene.records.last { $0.message.kind == .window })
        var early = try #require(scene.records.first { $0.message.kind == .window })
        let without = try await Self.expectSame(scene.header, scene.records)
        early.message = late.message
        early.message.windowStart = scene.header.countsFrom
        early.message.taskIndex = late.message.taskIndex
        let twice = ResultRecord(early.message, attributes: early.attributes)
        let others = scene.records.filter { $0.timestamp != twice.timestamp }
        let summary = try await Self.expectSame(scene.header, others + [twice])
        #expect(summary.tasks.windowsReceived < without.tasks.windowsReceived)
        #expect(summary != without)
    }

    @Test func `ranges are about as many as there are pages`() async throws {
        let header = try Sample.header("run", taskCount: 1)
        let counted = CountingStore()
        _ = try await RunSummarizer(store: counted).summarize(header)
        #expect(counted.ranges.all.count == 1)
        _ = try await RunSummarizer(store: counted, pageSize: 2).summarize(header)
        #expect(counted.ranges.all.count == 1 + 5)
    }
}

/// A store without records that keeps what it was asked for.
private final class CountingStore: ResultStore {
    let ranges = Collected<ClosedRange<Int64>>()

    func put(_ records: [ResultRecord]) {}
    func records(of testId: String, after key: Int64?, limit: Int) -> [ResultRecord] { [] }
    func messages(of testId: String, in keys: ClosedRange<Int64>, limit: Int) -> MessagePage {
        ranges.add([keys])
        return MessagePage(messages: [], next: nil)
    }
}
