import FoundationEssentials
import Testing

@testable import Measurement

/// The choice of examples is the same however windows are grouped and ordered.
struct ExemplarTotalsTests {
    private static func windows(_ random: inout SeededGenerator) -> [WindowExemplars] {
        func example(status: Int?, error: String?) -> Exemplar {
            var id = ""
            for _ in 0..<32 { id += String(Int.random(in: 0...15, using: &random), radix: 16) }
            return Exemplar(
                traceId: id,
                endpoint: "GET /\(Int.random(in: 0...3, using: &random))",
                time: Int64.random(in: 0...50, using: &random),
                responseTime: UInt64.random(in: 0...20, using: &random),
                status: status,
                error: error
            )
        }
        return (0..<Int.random(in: 1...60, using: &random)).map { _ in
            WindowExemplars(
                slowest: (0..<Int.random(in: 0...3, using: &random)).map { _ in example(status: 200, error: nil) },
                failed: (0..<Int.random(in: 0...3, using: &random)).map { _ in
                    let kind = Int.random(in: 0...9, using: &random)
                    return kind < 7
                        ? example(status: 500, error: nil)
                        : example(status: nil, error: ["timeout", "connection_reset", "dns"][kind - 7])
                }
            )
        }
    }

    @Test(arguments: 1...40) func `any grouping and order gives the same choice`(seed: Int) throws {
        var random = SeededGenerator(state: UInt64(seed))
        let windows = Self.windows(&random)
        var whole = ExemplarTotals()
        for window in windows { whole.merge(window) }

        var parts = [ExemplarTotals](repeating: ExemplarTotals(), count: Int.random(in: 1...7, using: &random))
        for window in windows.shuffled(using: &random) {
            parts[Int.random(in: 0..<parts.count, using: &random)].merge(window)
        }
        var joined = ExemplarTotals()
        for part in parts.shuffled(using: &random) { joined.merge(part) }
        #expect(joined == whole && joined.summary == whole.summary)

        let all = windows.flatMap(\.slowest).map(\.responseTime).sorted(by: >)
        let slowest = whole.summary?.slowest.map { UInt64(($0.responseTimeMs * 1000).rounded()) } ?? []
        #expect(slowest == Array(all.prefix(20)))
        let failed = whole.summary?.failed ?? []
        let candidates = windows.flatMap(\.failed)
        #expect(failed.count == min(20, candidates.count) && Set(failed.map(\.traceId)).count == failed.count)
        #expect(Set(failed.map(\.traceId)).isSubset(of: Set(candidates.map(\.traceId))))
        // Every kind is there, however rare.
        #expect(Set(failed.map(\.outcome)) == Set(candidates.map(\.outcome)))
    }

    @Test func `hostile windows do not make it grow`() {
        var totals = ExemplarTotals()
        for number in 0..<500 {
            let example = Exemplar(
                traceId: "\(number)",
                endpoint: "",
                time: .max,
                responseTime: .max,
                error: "kind \(number)"
            )
            totals.merge(WindowExemplars(slowest: [example, example], failed: [example, example]))
        }
        #expect(totals.summary?.slowest.count == 20 && totals.summary?.failed.count == 20)
    }

    @Test func `a window without examples reads and writes as before`() throws {
        let report = WindowReport(windowStart: 0, windowLength: 1000, endpoints: [])
        let text = String(decoding: try JSONEncoder().encode(report), as: UTF8.self)
        #expect(!text.contains("exemplars"))
        #expect(try JSONDecoder().decode(WindowReport.self, from: Data(text.utf8)) == report)
        var told = report
        told.exemplars.failed = [
            Exemplar(traceId: "a", endpoint: "GET /", time: 1, responseTime: 2, status: 503)
        ]
        #expect(try JSONDecoder().decode(WindowReport.self, from: JSONEncoder().encode(told)) == told)
    }
}
