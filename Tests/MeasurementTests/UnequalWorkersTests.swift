import Measurement
import Testing

/// Where averaging percentiles goes wrong: workers that see different times or different amounts of traffic.
@Suite("Unequal workers")
struct UnequalWorkersTests {
    private struct Outcome {
        var merged: Double
        var truth: Double
        var averaged: Double
    }

    private static func p99(of workers: [[UInt64]]) throws -> Outcome {
        let windows = workers.map { window(second: 0, responseTimes: $0) }
        let each = try windows.map { try summary(of: [$0]).responseTime.p99 }
        return Outcome(
            merged: try summary(of: windows).responseTime.p99,
            truth: Double(nearestRank(workers.flatMap { $0 }.sorted(), thousandths: 99_000)) / 1000,
            averaged: each.reduce(0, +) / Double(each.count)
        )
    }

    @Test("nine fast workers and a slow one: merged p99 is the truth, the average of p99s is 88 % below it")
    func oneSlowWorker() throws {
        var generator = SeededGenerator(state: 4)
        var workers = (0..<9).map { _ in (0..<10_000).map { _ in UInt64.random(in: 5_000...6_000, using: &generator) } }
        workers.append((0..<10_000).map { _ in UInt64.random(in: 0...1_000_000, using: &generator) })
        let outcome = try Self.p99(of: workers)
        #expect(relativeError(outcome.merged, outcome.truth) <= 0.001)
        #expect((850...950).contains(outcome.truth))
        #expect((-0.90...(-0.86)).contains(outcome.averaged / outcome.truth - 1))
    }

    /// 273,000 values, of which the slow worker holds the uppermost 2,730: those above 90 ms, a tenth from the bottom of
    /// its even 0 to 1 s. The average is (9 × 5.99 + 990) / 10 = 104.4 ms, 16 % above.
    @Test(
        "nine busy workers and a slow one with a tenth of the traffic: merged p99 is the truth, the average is 16 % above"
    )
    func oneIdleWorker() throws {
        var generator = SeededGenerator(state: 5)
        var workers = (0..<9).map { _ in (0..<30_000).map { _ in UInt64.random(in: 5_000...6_000, using: &generator) } }
        workers.append((0..<3_000).map { UInt64($0 * 1_000_000 / 3_000) })
        let outcome = try Self.p99(of: workers)
        #expect(relativeError(outcome.merged, outcome.truth) <= 0.001)
        #expect(relativeError(outcome.truth, 90) < 0.01)
        #expect((0.14...0.18).contains(outcome.averaged / outcome.truth - 1))
    }
}
