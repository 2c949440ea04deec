import FoundationEssentials
import Measurement
import PipelineTestKit
import ResultPipeline
import Testing

@testable import AWSClient
@testable import AWSPipeline

/// The queue takes 256 KiB and an item 400 KB: whatever fills a message must not grow on its way.
struct LargestMessageTests {
    enum Filling: String, CaseIterable, CustomTestStringConvertible {
        case endpoints, labels, shortLabels, statusCodes, checks, notes, taskId, endpointName, histograms, controls,
            exemplars
        var testDescription: String { rawValue }

        func content(_ count: Int) -> ResultMessage.Content {
            var endpoint = EndpointWindow(name: "GET /")
            switch self {
            case .endpoints:
                return window((0..<count).map { EndpointWindow(name: "\($0)") })
            case .labels:
                endpoint.errors = named(count) { "connection \($0) was reset by the peer in the middle of a response" }
            case .shortLabels: endpoint.errors = named(count) { String($0, radix: 36) }
            case .statusCodes: endpoint.statusCodes = Dictionary((0..<count).map { ($0, 1) }) { $1 }
            case .checks: endpoint.checks = named(count) { "\($0)" }.mapValues { CheckCounts(passes: $0) }
            case .notes:
                let health = GeneratorHealth(notes: (0..<count).map { "\($0)" })
                return .final(TaskManifest(health: health))
            case .taskId: break
            case .endpointName: endpoint.name = String(repeating: "é", count: count)
            case .histograms: return window((0..<count).map { Sample.endpoint("\($0)", requests: 1000) })
            case .exemplars:
                let one = Exemplar(traceId: "", endpoint: "", time: 1, responseTime: 1, status: 1, error: "")
                let exemplars = WindowExemplars(slowest: [Exemplar](repeating: one, count: count))
                return .window(endpoints: [endpoint], generator: GeneratorWindow(), exemplars: exemplars)
            case .controls: endpoint.name = String(repeating: "\u{1}", count: count)
            }
            return window([endpoint])
        }

        private func named(_ count: Int, _ name: (Int) -> String) -> [String: UInt64] {
            Dictionary((0..<count).map { (name($0), 1) }) { $1 }
        }

        private func window(_ endpoints: [EndpointWindow]) -> ResultMessage.Content {
            .window(endpoints: endpoints, generator: GeneratorWindow())
        }
    }

    private func message(_ filling: Filling, _ count: Int) -> ResultMessage {
        var message = Sample.message("run", sequence: 1, second: 0, content: filling.content(count))
        if filling == .taskId { message.taskId = String(repeating: "x", count: count) }
        return message
    }

    /// The largest message of a kind that the queue takes, or nearly: found by how much a hundred more of it add.
    private func largest(_ filling: Filling) throws -> ResultMessage {
        func bytes(_ count: Int) throws -> Int { try JSONEncoder().encode(message(filling, count)).count }
        let (few, more) = (try bytes(100), try bytes(200))
        var count = 100 + (ResultMessage.maxBytes - few) * 100 / (more - few)
        while (try? MessageCodec.encode(message(filling, count))) == nil { count -= count / 50 + 1 }
        return message(filling, count)
    }

    @Test("F28: the largest message makes an item below 400 KB", arguments: Filling.allCases)
    func itemOfLargest(filling: Filling) async throws {
        let message = try largest(filling)
        let sent = try MessageCodec.encode(message).count
        #expect(sent > ResultMessage.maxBytes / 100 * 95, "the message is near its limit")

        let fixture = TableFixture()
        let record = try fixture.record(message)
        try await fixture.store.put([record])
        let stored = try #require(fixture.items("run").first)
        #expect(stored.bytes < sent + 24 * 1024, "beside the message there is little")
        #expect(try RecordItem.item(record).storedBytes >= stored.bytes, "a size is never taken for less than it is")
        #expect(try await fixture.all("run") == [record])
    }
}
