import FoundationEssentials
import Measurement
import Testing

@testable import Reporting

@Suite("Comparing two runs")
struct ComparisonTests {
    /// A run whose times vary by a few per cent from window to window, `slower` times as long.
    static func noisy(_ seed: UInt64, slower: Double = 1, seconds: Int = 30, endpoints: [String] = ["GET /"])
        -> WindowedRun
    {
        var run = WindowedRun()
        (run.testId, run.seconds, run.endpoints) = ("run-\(seed)", seconds, endpoints)
        run.responses = { second, endpoint, count in
            var random = SeededGenerator(seed: seed &* 1_000_003 &+ UInt64(second * 31 + endpoint))
            let level = 0.95 + Double.random(in: 0..<0.1, using: &random)
            let factor = endpoint == endpoints.count - 1 ? slower : 1
            return (0..<count * 2).map { _ in
                let tail = Double.random(in: 0..<1, using: &random)
                return UInt64(5000 * level * factor * (1 + tail * tail * tail * 9))
            }
        }
        return run
    }

    static func run(_ run: WindowedRun, isOpenModel: Bool? = true) throws -> ComparedRun {
        let document = try run.document()
        return ComparedRun(document.summary, detail: document.detail, isOpenModel: isOpenModel)
    }

    private func compare(_ base: ComparedRun, _ new: ComparedRun, seed: UInt64 = 1) -> Comparison {
        var random = SeededGenerator(seed: seed)
        return Comparison(base: base, new: new, resamples: 200, using: &random)
    }

    @Test("two runs of the same target show no evidence of a change", arguments: 1...4)
    func same(seed: UInt64) throws {
        let comparison = compare(try Self.run(Self.noisy(seed)), try Self.run(Self.noisy(seed + 100)))
        #expect(comparison.verdict == .noEvidence)
        #expect(!comparison.isRegression && !comparison.isInconclusive)
    }

    @Test("a fifth slower is worse, and better the other way round")
    func slower() throws {
        let (fast, slow) = (try Self.run(Self.noisy(1)), try Self.run(Self.noisy(2, slower: 1.2)))
        let worse = compare(fast, slow)
        #expect(worse.verdict == .worse && worse.isRegression)
        let p99 = try #require(worse.rows.first { $0.metric == .percentile(99) && $0.place == .run })
        #expect(p99.verdict == .worse)
        let (band, difference) = (try #require(p99.band), try #require(p99.difference))
        #expect(band.contains(difference) && band.lowerBound > 5)
        #expect(compare(slow, fast).verdict == .better)
    }

    @Test("one endpoint out of three that slows down is named")
    func endpoint() throws {
        let names = ["GET /a", "GET /b", "GET /slow"]
        let comparison = compare(
            try Self.run(Self.noisy(1, endpoints: names)),
            try Self.run(Self.noisy(2, slower: 1.5, endpoints: names))
        )
        let worse = comparison.rows.filter { $0.verdict == .worse }
        #expect(Set(worse.map(\.place)).subtracting([.run]) == [.endpoint("GET /slow")])
    }

    @Test("more failures are worse, in percentage points")
    func failures() throws {
        var failing = Self.noisy(2)
        failing.failedPerWindow = { $0.isMultiple(of: 2) ? 2 : 1 }
        let comparison = compare(try Self.run(Self.noisy(1)), try Self.run(failing))
        let row = try #require(comparison.rows.first { $0.metric == .failed })
        let difference = try #require(row.difference)
        #expect(row.verdict == .worse && abs(difference - 3) < 0.01)
    }

    @Test("the same source gives the same bands")
    func seeded() throws {
        let (base, new) = (try Self.run(Self.noisy(1)), try Self.run(Self.noisy(2)))
        #expect(compare(base, new, seed: 7).rows == compare(base, new, seed: 7).rows)
        #expect(compare(base, new, seed: 7).rows != compare(base, new, seed: 8).rows)
    }

    @Test("too few windows tell nothing, and the comparison says so")
    func short() throws {
        let comparison = compare(
            try Self.run(Self.noisy(1, seconds: 5)),
            try Self.run(Self.noisy(2, slower: 2, seconds: 5))
        )
        #expect(comparison.verdict == .noEvidence)
        #expect(comparison.notes.contains { $0.contains("cannot be told from 5 windows") })
        #expect(comparison.rows.allSatisfy { $0.band == nil && $0.verdict == .notJudged })
    }

    @Test("an invalid run makes the comparison invalid", arguments: [Verdict.invalid, .interrupted])
    func invalid(verdict: Verdict) throws {
        var broken = Self.noisy(2, slower: 3)
        broken.verdict = verdict
        let comparison = compare(try Self.run(Self.noisy(1)), try Self.run(broken))
        #expect(comparison.verdict == .invalid && !comparison.isRegression && comparison.isInconclusive)
    }

    @Test("a bare summary is compared by its timeline")
    func bare() throws {
        let (fast, slow) = (try Self.noisy(1).document().summary, try Self.noisy(2, slower: 1.3).document().summary)
        let comparison = compare(ComparedRun(fast), ComparedRun(slow))
        #expect(comparison.verdict == .worse)
        #expect(comparison.notes.contains { $0.contains("bare summary") })
    }

    @Test("the rate is judged in the closed model alone: elsewhere the plan sets it")
    func rate() throws {
        var slow = Self.noisy(2)
        slow.rate = 20
        for (isOpen, verdict) in [(true, ComparisonRow.Verdict.notJudged), (false, .worse)] {
            let comparison = compare(
                try Self.run(Self.noisy(1), isOpenModel: isOpen),
                try Self.run(slow, isOpenModel: isOpen)
            )
            #expect(comparison.rows.first { $0.metric == .rate }?.verdict == verdict)
        }
    }

    @Test(
        "few blocks widen a band as Student's t does",
        arguments: [(5, 1.787), (10, 1.262), (31, 1.068), (1001, 1.002)]
    )
    func widening(blocks: Int, factor: Double) {
        // Tables of t at 99.5 %: 4.604, 3.250, 2.750, 2.581, over 2.576.
        #expect(abs(NoiseBand.widening(blocks: blocks) / factor - 1) < 0.06)
    }

    @Test(
        "a document that no run can be is refused",
        arguments: [
            { (run: inout ComparedRun) in run.summary.durationSeconds = 1e300 },
            { $0.summary.timelineResolutionSeconds = 0 },
            { $0.summary.timeline[3].second = .max },
            { $0.summary.timeline[3].second = 0 },
            { $0.endpoints[0].resolutionSeconds = -1 },
            { $0.groups = [RunDetail.Endpoint(name: "g", resolutionSeconds: 0, windows: [])] },
            { $0.schemaVersion = 2 },
        ] as [@Sendable (inout ComparedRun) -> Void]
    )
    func foreign(change: @Sendable (inout ComparedRun) -> Void) throws {
        var run = try Self.run(Self.noisy(1, seconds: 8))
        try run.check()
        change(&run)
        let error = #expect(throws: ReportError.self) { try run.check() }
        #expect(error?.code == .invalidDocument)
    }

    @Test("a baseline reads back as it was written")
    func baseline() throws {
        let run = try Self.run(Self.noisy(1))
        #expect(try JSONDecoder().decode(ComparedRun.self, from: JSONEncoder().encode(run)) == run)
    }
}
