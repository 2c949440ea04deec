import FoundationEssentials
import Measurement
import Testing

@Suite("Merging any split of the same values")
struct MergeOrderTests {
    private static func json(_ summary: RunSummary) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
        return String(decoding: try encoder.encode(summary), as: UTF8.self)
    }

    /// Value `i` belongs to second `i % 10` and endpoint `i % 3`; which worker measures it is left to chance.
    private static func split(_ values: [UInt64], over workers: Int) -> [WindowReport] {
        var generator = SeededGenerator(state: UInt64(workers))
        var parts: [[UInt64]] = Array(repeating: [], count: workers * 30)
        for (number, value) in values.enumerated() {
            parts[Int.random(in: 0..<workers, using: &generator) * 30 + number % 30].append(value)
        }
        return parts.enumerated().map { number, part in
            var report = window(second: number % 10, name: "GET /\(number % 3)", responseTimes: part)
            // Counts that do not depend on how many windows there are.
            report.endpoints[0].counts = RequestCounts(
                scheduled: UInt64(part.count),
                sent: UInt64(part.count),
                completed: UInt64(part.count)
            )
            report.endpoints[0].errors = ["timeout": UInt64(part.count)]
            return report
        }
        .shuffled(using: &generator)
    }

    @Test(
        "over 1, 2, 7 or 100 workers in any order yields the same summary to the byte",
        arguments: Distribution.allCases
    )
    func anySplit(distribution: Distribution) throws {
        let values = distribution.values(20_000)
        let expected = try Self.json(summary(of: Self.split(values, over: 1)))
        for workers in [2, 7, 100] {
            #expect(try Self.json(summary(of: Self.split(values, over: workers))) == expected, "\(workers) workers")
        }
        #expect(expected.contains("\"count\" : 20000"))
    }

    @Test("by several accumulators, joined in any grouping, yields the same totals")
    func grouping() throws {
        let windows = Self.split(Distribution.lognormal.values(5_000), over: 6)
        var decoder = HistogramDecoder()
        var whole = RunAccumulator(startedAt: 1_767_225_600_000, timelineLimit: 4)
        for window in windows { try whole.merge(window, using: &decoder) }

        var parts = [RunAccumulator](
            repeating: RunAccumulator(startedAt: 1_767_225_600_000, timelineLimit: 4),
            count: 3
        )
        for (number, window) in windows.enumerated() { try parts[number % 3].merge(window, using: &decoder) }
        var left = parts[0]
        left.merge(parts[1])
        left.merge(parts[2])
        var right = parts[2]
        var inner = parts[1]
        inner.merge(parts[0])
        right.merge(inner)
        #expect(left.totals == whole.totals)
        #expect(right.totals == whole.totals)
    }

    @Test("a window with one damaged histogram is refused whole")
    func damagedWindow() throws {
        var accumulator = RunAccumulator(startedAt: 1_767_225_600_000)
        var decoder = HistogramDecoder()
        try accumulator.merge(window(second: 0, responseTimes: [1, 2, 3]), using: &decoder)
        let before = accumulator
        var damaged = window(second: 1, responseTimes: [4, 5, 6])
        damaged.generator.startLag.payload.bytes.removeLast()
        #expect(throws: HistogramDecodingError.self) { try accumulator.merge(damaged, using: &decoder) }
        #expect(accumulator == before)
    }
}
