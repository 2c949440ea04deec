internal import Measurement

/// Two runs side by side: what changed, how much of it noise explains, and a plain verdict.
///
/// The noise is that within the runs: windows are drawn again and again from both (bootstrap), and a difference counts as evidence
/// where 99 % of the drawn pairs agree on its sign. What differs from run to run (another machine, a cold cache) is not in it.
public struct Comparison: Sendable {
    /// What a comparison amounts to.
    public enum Verdict: String, Sendable {
        /// At least one figure is better, and none worse.
        case better
        /// At least one figure is worse.
        case worse
        /// Nothing differs beyond the noise.
        case noEvidence = "no evidence"
        /// One of the runs proves nothing.
        case invalid
    }

    /// Most endpoints that are compared one by one, the busiest first, and most groups, by name.
    static let mostEndpoints = 50

    /// The run compared with.
    public let base: ComparedRun
    /// The run in question.
    public let new: ComparedRun
    /// The whole run first, then endpoints, then groups.
    public let rows: [ComparisonRow]
    /// What a reader should know of the two runs, a sentence each.
    public let notes: [String]
    /// Conditions and what became of them.
    public let conditions: [FailCondition.Result]

    /// Compares two runs.
    /// - Parameters:
    ///   - conditions: What makes the comparison fail; with none, any figure that is worse.
    ///   - resamples: How often windows are drawn.
    ///   - random: Source of the resampling; the same source gives the same result.
    public init(
        base: ComparedRun,
        new: ComparedRun,
        conditions: [FailCondition] = [],
        resamples: Int = 1000,
        using random: inout some RandomNumberGenerator
    ) {
        self.base = base
        self.new = new
        let shared = Self.sharedEndpoints(base.summary, new.summary)
        let groups = Self.sharedGroups(base.summary, new.summary)
        let isOne = shared.count == 1 && base.summary.endpoints.count == 1 && new.summary.endpoints.count == 1
        var places = [ComparedPlace.run]
        if !isOne {
            places += shared.prefix(Self.mostEndpoints).map { .endpoint($0) }
        }
        places += groups.prefix(Self.mostEndpoints).map { .group($0) }
        var rows: [ComparisonRow] = []
        for place in places { rows += Self.rows(place, base, new, resamples: resamples, &random) }
        self.rows = rows
        self.conditions = conditions.map { $0.judge(rows, only: isOne ? shared.first : nil) }
        notes =
            ComparisonNotes(base: base, new: new, sharedEndpoints: shared.count, sharedGroups: groups.count)
            .sentences
    }

    /// What it amounts to.
    public var verdict: Verdict {
        if [base, new].contains(where: { [.invalid, .interrupted].contains($0.summary.verdict) }) { return .invalid }
        if rows.contains(where: { $0.verdict == .worse }) { return .worse }
        return rows.contains { $0.verdict == .better } ? .better : .noEvidence
    }

    /// Whether a pipeline should stop: a condition is met, or, where there are no conditions, a figure is worse.
    public var isRegression: Bool {
        guard verdict != .invalid else { return false }
        return conditions.isEmpty ? verdict == .worse : conditions.contains { $0.outcome == .met }
    }

    /// Whether it proves nothing: a run is invalid, or a condition could not be judged.
    public var isInconclusive: Bool {
        verdict == .invalid || (!isRegression && conditions.contains { $0.outcome == .notJudged })
    }

    /// Endpoints of both runs, the busiest first.
    private static func sharedEndpoints(_ base: RunSummary, _ new: RunSummary) -> [String] {
        let known = Set(base.endpoints.map(\.name))
        return new.endpoints.filter { known.contains($0.name) }
            .sorted { ($1.requests.sent, $0.name) < ($0.requests.sent, $1.name) }.map(\.name)
    }

    /// Groups of both runs, by name.
    private static func sharedGroups(_ base: RunSummary, _ new: RunSummary) -> [String] {
        let known = Set((base.groups ?? []).map(\.name))
        return (new.groups ?? []).map(\.name).filter { known.contains($0) }.sorted()
    }

    private static func rows(
        _ place: ComparedPlace,
        _ base: ComparedRun,
        _ new: ComparedRun,
        resamples: Int,
        _ random: inout some RandomNumberGenerator
    ) -> [ComparisonRow] {
        let bands = NoiseBand.bands(
            base.windows(of: place),
            new.windows(of: place),
            ComparisonMetric.all,
            lengths: (base.summary.durationSeconds, new.summary.durationSeconds),
            resamples: resamples,
            &random
        )
        return ComparisonMetric.all.enumerated().map { index, metric in
            let figures = [base, new].map { $0.value(metric, of: place) }
            return ComparisonRow(
                place: place,
                metric: metric,
                base: figures[0],
                new: figures[1],
                band: bands?[index]?.including(ComparisonRow.difference(metric, figures[0], figures[1])),
                isJudged: metric != .rate || (base.isOpenModel == false && new.isOpenModel == false)
            )
        }
    }
}

extension ClosedRange<Double> {
    /// The range, wide enough to hold `value`: a resampled figure is coarser than the one that is shown.
    fileprivate func including(_ value: Double?) -> ClosedRange<Double> {
        guard let value, value.isFinite else { return self }
        return Swift.min(lowerBound, value)...Swift.max(upperBound, value)
    }
}
