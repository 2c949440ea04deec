import LoadPlan
import Measurement
import PipelineTestKit
import ResultPipeline
import Testing

/// What was measured in a warm-up is shown apart and does not count.
struct WarmUpTests {
    private static func summary(warmUp: Double, tasks: Int = 2) throws -> RunSummary {
        var header = try SimulatedRun(tasks: tasks, rate: 100, seconds: 10).header
        header.plan.warmUpSeconds = warmUp
        return try SimulatedRun(header) {
            // The first three seconds are slow, and each ends in the next second.
            $0.target = ScriptedTarget { .init(service: $0 < 300 ? 990_000 : 10_000) }
        }.summary()
    }

    @Test(arguments: [1, 3])
    func `does not count`(tasks: Int) throws {
        let summary = try Self.summary(warmUp: 4, tasks: tasks)
        #expect(summary.durationSeconds == 6)
        // The request that was under way at its end counts.
        #expect((100...100.5).contains(summary.requests.perSecond))
        #expect(summary.responseTime.max <= 10.1)
        #expect(summary.timeline.first?.second == 0)
        #expect(summary.timeline.count == 6)
        let note = "a warm-up of 4 s does not count: 399 requests, 0 failed, p99 99"
        #expect(summary.reasons.contains { $0.hasPrefix(note) })
        #expect(summary.verdict == .passed)
    }

    @Test
    func `leaves the requests that end after it to the part that counts`() throws {
        let summary = try Self.summary(warmUp: 2)
        // What was sent in second 1 and answered in second 2 counts, the rest of the 200 does not.
        #expect(summary.requests.sent == summary.requests.completed)
        #expect(summary.requests.scheduled == summary.requests.sent)
        #expect((895...905).contains(summary.requests.sent))
        expectBalance(summary)
    }

    @Test
    func `is taken up to whole windows`() throws {
        #expect(try Self.summary(warmUp: 2.5).durationSeconds == 7)
    }

    @Test
    func `is no longer than the load`() throws {
        let summary = try Self.summary(warmUp: 60)
        #expect(summary.durationSeconds == 0)
    }
}
