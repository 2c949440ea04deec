import FoundationEssentials
import Measurement
import Testing

@testable import Reporting

@Suite("Comparing groups of steps")
struct GroupComparisonTests {
    /// A run whose endpoint is always the same, and whose last group takes `slower` times as long.
    private static func run(_ seed: UInt64, slower: Double = 1, groups: [String] = ["browse", "checkout"])
        -> WindowedRun
    {
        var run = ComparisonTests.noisy(seed)
        run.groups = groups
        run.groupTimes = { second, group, count in
            var random = SeededGenerator(seed: seed &* 7_000_003 &+ UInt64(second * 31 + group))
            let level = (0.95 + Double.random(in: 0..<0.1, using: &random)) * (group == groups.count - 1 ? slower : 1)
            return (0..<count).map { _ in UInt64(60_000 * level * Double.random(in: 1..<1.5, using: &random)) }
        }
        return run
    }

    private func compare(
        _ base: ComparedRun,
        _ new: ComparedRun,
        _ conditions: String...
    ) throws -> Comparison {
        var random = SeededGenerator(seed: 5)
        let read = try conditions.map { try FailCondition($0) }
        return Comparison(base: base, new: new, conditions: read, resamples: 200, using: &random)
    }

    private func text(_ form: ComparisonReport.Form, _ comparison: Comparison) -> String {
        String(decoding: ComparisonReport(comparison).bytes(form), as: UTF8.self)
    }

    @Test("the group that became slower is named, with its band, and nothing else is")
    func slower() throws {
        let comparison = try compare(
            try ComparisonTests.run(Self.run(1)),
            try ComparisonTests.run(Self.run(2, slower: 1.3))
        )
        let worse = comparison.rows.filter { $0.verdict == .worse }
        #expect(!worse.isEmpty && worse.allSatisfy { $0.place == .group("checkout") })
        let p95 = try #require(worse.first { $0.metric == .percentile(95) })
        let (band, difference) = (try #require(p95.band), try #require(p95.difference))
        #expect(band.contains(difference) && band.lowerBound > 5 && band.upperBound < 60)
        #expect(comparison.rows.contains { $0.place == .group("browse") && $0.verdict == .noEvidence })
        #expect(comparison.verdict == .worse && comparison.isRegression)
    }

    @Test("a condition about a group looks at that group alone")
    func conditions() throws {
        let (base, new) = (try ComparisonTests.run(Self.run(1)), try ComparisonTests.run(Self.run(2, slower: 1.3)))
        func isMet(_ condition: String) throws -> Bool { try compare(base, new, condition).isRegression }
        #expect(try isMet("p(95) worse than 10% at group checkout"))
        #expect(try isMet("p(95) worse than 10% at group \"checkout\""))
        #expect(try isMet("p(95) worse than 10% at any group"))
        #expect(try !isMet("p(95) worse than 50% at group checkout"))
        #expect(try !isMet("p(95) worse than 10% at group browse"))
        #expect(try !isMet("p(95) worse than 10%"))
        #expect(try !isMet("p(95) worse than 10% at any endpoint"))
        let missing = try compare(base, new, "p(95) worse than 10% at group nowhere")
        #expect(!missing.isRegression && missing.isInconclusive)
    }

    @Test("more groups that fail are worse, in percentage points of those that were begun")
    func failures() throws {
        var failing = Self.run(2)
        failing.failedGroupsPerWindow = 2
        let comparison = try compare(try ComparisonTests.run(Self.run(1)), try ComparisonTests.run(failing))
        let row = try #require(comparison.rows.first { $0.place == .group("browse") && $0.metric == .failed })
        #expect(row.verdict == .worse && row.base == 0 && row.new == 10)
    }

    @Test("every form shows groups beside endpoints, and the JSON in a list of their own")
    func forms() throws {
        struct Document: Decodable {
            struct Row: Decodable {
                let group: String?
                let metric: String
            }
            let rows: [Row]
            let groups: [Row]
        }
        let comparison = try compare(
            try ComparisonTests.run(Self.run(1, groups: ["<b>", "checkout"])),
            try ComparisonTests.run(Self.run(2, slower: 1.3, groups: ["<b>", "checkout"])),
            "p(95) worse than 10% at any group"
        )
        #expect(text(.text, comparison).contains("\n\ngroup checkout\n"))
        #expect(text(.text, comparison).contains("at any group: met: +"))
        #expect(text(.markdown, comparison).contains("<summary>❌ group checkout</summary>"))
        #expect(text(.html, comparison).contains("<h2>group checkout</h2>"))
        #expect(!text(.html, comparison).contains("<b>") && !text(.markdown, comparison).contains("<b>"))
        let bytes = ComparisonReport(comparison).bytes(.json)
        let document = try JSONDecoder().decode(Document.self, from: Data(bytes))
        #expect(Set(document.groups.map(\.group)) == ["<b>", "checkout"])
        #expect(document.groups.count == 2 * ComparisonMetric.all.count)
        #expect(document.rows.count == ComparisonMetric.all.count)
    }

    @Test("groups of one run alone are told, and so are runs without windows of their groups")
    func missing() throws {
        let base = try ComparisonTests.run(Self.run(1, groups: ["browse", "checkout"]))
        let other = try ComparisonTests.run(Self.run(2, groups: ["browse", "search", "pay"]))
        let comparison = try compare(base, other)
        #expect(comparison.notes.contains("groups in the base only: 1, in the new run only: 2"))
        #expect(!comparison.rows.contains { $0.place == .group("checkout") || $0.place == .group("pay") })
        var old = base
        old.groups = nil
        let judged = try compare(old, try ComparisonTests.run(Self.run(2, slower: 3)))
        #expect(judged.notes.contains { $0.contains("no windows of its groups") })
        let rows = judged.rows.filter { if case .group = $0.place { true } else { false } }
        #expect(!rows.isEmpty && rows.allSatisfy { $0.verdict == .notJudged })
    }

    @Test("a baseline keeps the windows of groups; one of an earlier version is read without")
    func baseline() throws {
        let run = try ComparisonTests.run(Self.run(1))
        let bytes = try JSONEncoder().encode(run)
        #expect(try JSONDecoder().decode(ComparedRun.self, from: bytes) == run)
        #expect(run.groups?.map(\.name) == ["browse", "checkout"])
        var old = run
        old.groups = nil
        let text = String(decoding: try JSONEncoder().encode(old), as: UTF8.self)
        #expect(try JSONDecoder().decode(ComparedRun.self, from: Data(text.utf8)) == old)
    }
}
