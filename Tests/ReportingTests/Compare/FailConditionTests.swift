import Testing

@testable import Reporting

@Suite("Conditions that make a comparison fail")
struct FailConditionTests {
    @Test(
        "conditions read as people write them",
        arguments: [
            ("p(99) worse than 10%", ComparisonMetric.percentile(99), 10, FailCondition.Scope.run),
            ("p99.9  worse than 7.5%", .percentile(99.9), 7.5, .run),
            ("failed worse than 0.5%", .failed, 0.5, .run),
            ("rate worse than 5% at any endpoint", .rate, 5, .anyEndpoint),
            ("p50 worse than 0% at GET /cart", .percentile(50), 0, .endpoint("GET /cart")),
            ("p50 worse than 0% at endpoint \"group x\"", .percentile(50), 0, .endpoint("group x")),
            ("p(99) worse than 10% at group checkout", .percentile(99), 10, .group("checkout")),
            ("p(99) worse than 10% at group \"check out\"", .percentile(99), 10, .group("check out")),
            ("failed worse than 1% at any group", .failed, 1, .anyGroup),
            ("p50 worse than 1% at group", .percentile(50), 1, .endpoint("group")),
        ]
    )
    func reads(text: String, metric: ComparisonMetric, limit: Double, scope: FailCondition.Scope) throws {
        let condition = try FailCondition(text)
        #expect(condition.metric == metric && condition.limit == limit && condition.scope == scope)
    }

    @Test(
        "anything else is refused, and the refusal says what is accepted",
        arguments: [
            "", "p(99)", "p(99) better than 10%", "p(42) worse than 10%", "p(99) worse than 10", "p(99) worse than x%",
            "p(99) worse than -1%", "p(99) worse than nan%", "p(99) worse than 10% at", "p(99) worse than 10% in GET /",
            "px worse than 1%",
        ]
    )
    func refuses(text: String) {
        let error = #expect(throws: ReportError.self) { try FailCondition(text) }
        #expect(error?.code == .invalidCondition && error?.message.contains("p(99) worse than 10%") == true)
    }

    private func outcome(_ text: String, slower: Double, seconds: Int = 30) throws -> Comparison {
        var random = SeededGenerator(seed: 3)
        return Comparison(
            base: try ComparisonTests.run(ComparisonTests.noisy(1)),
            new: try ComparisonTests.run(ComparisonTests.noisy(2, slower: slower, seconds: seconds)),
            conditions: [try FailCondition(text)],
            resamples: 200,
            using: &random
        )
    }

    @Test("a condition is met by a difference beyond its limit and beyond the noise")
    func judges() throws {
        #expect(try outcome("p(99) worse than 10%", slower: 1.3).isRegression)
        #expect(try outcome("p(99) worse than 10% at any endpoint", slower: 1.3).isRegression)
        #expect(try outcome("p(99) worse than 10% at GET /", slower: 1.3).isRegression)
        let lenient = try outcome("p(99) worse than 50%", slower: 1.3)
        #expect(!lenient.isRegression && !lenient.isInconclusive && lenient.verdict == .worse)
        #expect(try !outcome("p(99) worse than 0%", slower: 1).isRegression)
    }

    @Test("where the noise cannot be told, a gate neither passes nor fails: nothing follows")
    func inconclusive() throws {
        let comparison = try outcome("p(99) worse than 10%", slower: 3, seconds: 4)
        #expect(!comparison.isRegression && comparison.isInconclusive)
    }

    @Test(
        "a condition on what the runs do not share is not judged, whatever the whole run says",
        arguments: ["at GET /nowhere", "at group nowhere", "at any group"]
    )
    func missing(place: String) throws {
        let comparison = try outcome("p(99) worse than 10% \(place)", slower: 3)
        #expect(!comparison.isRegression && comparison.isInconclusive)
        let condition = try #require(comparison.conditions.first)
        #expect(
            ComparisonReport.text(condition).contains(
                place == "at GET /nowhere" ? "they share 'GET /'" : "share no group"
            )
        )
    }

    @Test("runs of one endpoint each, and not the same, share none")
    func otherEndpoint() throws {
        var random = SeededGenerator(seed: 3)
        let conditions = try ["at GET /a", "at GET /b", "at any endpoint"].map { place in
            try FailCondition("p(99) worse than 10% \(place)")
        }
        let comparison = Comparison(
            base: try ComparisonTests.run(ComparisonTests.noisy(1, endpoints: ["GET /a"])),
            new: try ComparisonTests.run(ComparisonTests.noisy(2, slower: 3, endpoints: ["GET /b"])),
            conditions: conditions,
            resamples: 200,
            using: &random
        )
        #expect(comparison.conditions.map(\.outcome) == [.notJudged, .notJudged, .notJudged])
        #expect(comparison.isInconclusive)
    }

    @Test("one endpoint that two runs share is compared, where each has another")
    func sharedEndpoint() throws {
        var random = SeededGenerator(seed: 3)
        let comparison = Comparison(
            base: try ComparisonTests.run(ComparisonTests.noisy(1, endpoints: ["GET /old", "GET /kept"])),
            new: try ComparisonTests.run(ComparisonTests.noisy(2, slower: 3, endpoints: ["GET /new", "GET /kept"])),
            conditions: [try FailCondition("p(99) worse than 10% at GET /kept")],
            resamples: 200,
            using: &random
        )
        let condition = try #require(comparison.conditions.first)
        #expect(condition.outcome == .met && condition.rows.map(\.place) == [.endpoint("GET /kept")])
    }
}
