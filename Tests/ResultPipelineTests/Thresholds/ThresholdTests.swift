import LoadPlan
import Measurement
import PipelineTestKit
import ResultPipeline
import Testing

/// Thresholds of whole runs: arrival k of the scripted target is answered after a time that follows from k.
struct ThresholdTests {
    /// 100 requests a second for ten seconds; second 7 answers in 900 ms, every other in 10 ms.
    private static func run(_ thresholds: [Threshold], tasks: Int = 2) throws -> RunSummary {
        var header = try SimulatedRun(tasks: tasks, rate: 100, seconds: 10).header
        header.plan.thresholds = thresholds
        return try SimulatedRun(header) {
            $0.target = ScriptedTarget { .init(service: $0 / 100 == 7 ? 900_000 : 10_000) }
        }.summary()
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var metric: Threshold.Metric
        var comparison: Threshold.Comparison
        var limit: Double
        var observed: ClosedRange<Double>
        var holds: Bool
        var testDescription: String { "\(metric) \(comparison.rawValue) \(limit)" }
    }

    @Test(arguments: [
        Case(metric: .responsePercentile(90), comparison: .less, limit: 11, observed: 9.9...10.1, holds: true),
        Case(metric: .responsePercentile(90), comparison: .less, limit: 10, observed: 9.9...10.1, holds: false),
        Case(metric: .responsePercentile(91), comparison: .less, limit: 300, observed: 899...901, holds: false),
        Case(metric: .servicePercentile(99), comparison: .atLeast, limit: 899, observed: 899...901, holds: true),
        Case(metric: .mean, comparison: .less, limit: 100, observed: 98.9...99.1, holds: true),
        Case(metric: .max, comparison: .atMost, limit: 900, observed: 900...900, holds: true),
        Case(metric: .min, comparison: .more, limit: 10, observed: 10...10, holds: false),
        Case(metric: .errorRate, comparison: .less, limit: 1, observed: 0...0, holds: true),
        Case(metric: .rate, comparison: .more, limit: 99, observed: 100...100, holds: true),
        Case(metric: .rate, comparison: .more, limit: 101, observed: 100...100, holds: false),
        Case(metric: .count, comparison: .atLeast, limit: 1000, observed: 1000...1000, holds: true),
        Case(metric: .dropped, comparison: .atMost, limit: 0, observed: 0...0, holds: true),
        Case(metric: .failed, comparison: .less, limit: 1, observed: 0...0, holds: true),
    ])
    func `is judged over the merged run`(_ test: Case) throws {
        let threshold = Threshold(
            expression: "x",
            metric: test.metric,
            comparison: test.comparison,
            limit: test.limit
        )
        let summary = try Self.run([threshold])
        let result = try #require(summary.thresholds.first)
        #expect(test.observed.contains(result.observed))
        #expect(result.passed == test.holds && result.unit == test.metric.unit)
        #expect(summary.verdict == (test.holds ? .passed : .failed))
    }

    @Test(arguments: [1, 3])
    func `must hold in every stretch where the plan says so`(tasks: Int) throws {
        let whole = Threshold(expression: "p(80)<300ms", metric: .responsePercentile(80), comparison: .less, limit: 300)
        var every = whole
        every.expression += " in every 2s"
        every.everySeconds = 2
        let summary = try Self.run([whole, every], tasks: tasks)
        #expect(summary.thresholds.map(\.passed) == [true, false])
        // What was sent in second 7 was answered in second 8: responses count where they end.
        #expect(
            summary.reasons.first
                == "threshold p(80)<300ms in every 2s did not hold in every stretch: 900 ms in the one from second 8"
        )
    }

    @Test
    func `is not met by what was not measured`() throws {
        let threshold = Threshold(
            expression: "p(99)<1s",
            scope: .endpoint("GET /nowhere"),
            metric: .responsePercentile(99),
            comparison: .less,
            limit: 1000
        )
        let summary = try Self.run([threshold])
        #expect(summary.verdict == .failed)
        #expect(
            summary.reasons == ["threshold p(99)<1s had nothing to judge: there is no endpoint 'GET /nowhere'"]
        )
    }

    @Test
    func `ends the whole fleet early once its delay is over`() throws {
        var threshold = Threshold(expression: "max<500ms", metric: .max, comparison: .less, limit: 500)
        threshold.abortAfterSeconds = 20
        var header = try SimulatedRun(tasks: 3, rate: 30, seconds: 600).header
        header.plan.thresholds = [threshold]
        let run = SimulatedRun(header) {
            // The first answer is slow already; the delay has not passed then.
            $0.target = ScriptedTarget { .init(service: $0 == 0 ? 900_000 : 10_000) }
        }
        let summary = try run.summary()
        #expect(summary.verdict == .failed)
        #expect(ExitStatus(summary.verdict) == .thresholdFailed)
        #expect((20.0...26).contains(summary.durationSeconds))
        let reason = "stopped before its end: threshold max<500ms did not hold: 900 ms"
        #expect(summary.reasons.first?.hasPrefix(reason) == true)
        #expect(run.fleet.running.isEmpty)
        #expect(summary.tasks.windowsReceived == summary.tasks.windowsExpected)
    }

    @Test
    func `does not end a run that keeps to it`() throws {
        var threshold = Threshold(expression: "max<1s", metric: .max, comparison: .less, limit: 1000)
        threshold.abortAfterSeconds = 1
        let summary = try Self.run([threshold])
        #expect(summary.verdict == .passed)
        #expect(summary.durationSeconds == 10)
    }
}
