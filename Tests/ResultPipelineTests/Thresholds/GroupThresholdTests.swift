import LoadPlan
import Measurement
import PipelineTestKit
import Testing

@testable import ResultPipeline

/// Groups travel from a task's window to the summary, and thresholds are judged by them.
struct GroupThresholdTests {
    private static func record(_ sequence: Int, task: Int, milliseconds: [UInt64], failed: UInt64) throws
        -> ResultRecord
    {
        var time = Histogram()
        for value in milliseconds { time.record(value * 1000) }
        var encoder = HistogramEncoder()
        let group = GroupWindow(
            name: "checkout",
            completed: UInt64(milliseconds.count),
            failed: failed,
            time: encoder.encode(time)
        )
        let message = Sample.message(
            "groups",
            sequence: sequence,
            second: sequence - 1,
            task: task,
            content: .window(endpoints: [Sample.endpoint(requests: 1)], groups: [group], generator: GeneratorWindow())
        )
        let bytes = try MessageCodec.encode(message)
        #expect(try MessageCodec.decode(bytes) == message)
        var decoder = HistogramDecoder()
        return try ResultRecord(message, using: &decoder)
    }

    private static func summary(_ thresholds: [String]) throws -> RunSummary {
        var header = try Sample.header("groups", taskCount: 2)
        header.start = RunStart(at: Sample.start, tasks: [0, 1])
        header.plan.thresholds = try thresholds.map { try ThresholdExpression.parse($0) }
        var digest = RunDigest(header)
        digest.add([
            try record(1, task: 0, milliseconds: [100, 200], failed: 0),
            try record(1, task: 1, milliseconds: [300], failed: 1),
            try record(2, task: 1, milliseconds: [900], failed: 0),
            try record(2, task: 1, milliseconds: [900], failed: 0),
        ])
        return digest.summary(allowPartial: true)
    }

    @Test
    func `are in the summary, each window once`() throws {
        let groups = try #require(try Self.summary([]).groups)
        #expect(groups.map(\.name) == ["checkout"])
        #expect(groups.first?.completed == 4)
        #expect(groups.first?.failed == 1)
        #expect(groups.first?.time.max == 900)
    }

    @Test(arguments: [
        ("group \"checkout\": p(50) < 250ms", true), ("group \"checkout\": max < 800ms", false),
        ("group \"checkout\": error_rate < 20%", false), ("group \"checkout\": count >= 4", true),
        ("group \"checkout\": max < 500ms in every 1s", false), ("group \"pay\": max < 1s", false),
    ])
    func `are what thresholds judge`(text: String, holds: Bool) throws {
        let summary = try Self.summary([text])
        #expect(summary.thresholds.map(\.passed) == [holds], "\(summary.reasons)")
    }

    @Test
    func `a damaged time of a group is a damaged message`() throws {
        let good = try Self.record(1, task: 0, milliseconds: [5], failed: 0).message
        guard case .window(let endpoints, var groups, let generator, _) = good.content else { return }
        groups[0].time = EncodedHistogram(payload: HistogramPayload(bytes: [1, 2, 3]), exact: nil)
        var message = good
        message.content = .window(endpoints: endpoints, groups: groups, generator: generator)
        var decoder = HistogramDecoder()
        #expect(throws: MessageError.self) { try ResultRecord(message, using: &decoder) }
    }
}
