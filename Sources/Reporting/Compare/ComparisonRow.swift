/// One figure of the whole run, of one endpoint or of one group of steps, in both runs.
public struct ComparisonRow: Sendable, Equatable {
    /// What a row amounts to.
    public enum Verdict: String, Sendable {
        /// The noise does not explain the difference, and it is for the better.
        case better
        /// The noise does not explain the difference, and it is for the worse.
        case worse
        /// The difference is within the noise, or too small to matter.
        case noEvidence = "no evidence"
        /// Shown, not judged: too few windows to tell noise, or a rate that the plan set.
        case notJudged = "not judged"
    }

    /// What it is a figure of.
    public let place: ComparedPlace
    /// The figure.
    public let metric: ComparisonMetric
    /// In the base; nil where it has too few requests.
    public let base: Double?
    /// In the new run; nil where it has too few requests.
    public let new: Double?
    /// Difference in per cent of the base (of failures: in percentage points); nil where there is none to tell.
    public let difference: Double?
    /// Where the difference lies with a confidence of 99 %, in its unit; nil where the noise is not known.
    public let band: ClosedRange<Double>?
    /// What it amounts to.
    public let verdict: Verdict

    init(
        place: ComparedPlace,
        metric: ComparisonMetric,
        base: Double?,
        new: Double?,
        band: ClosedRange<Double>?,
        isJudged: Bool
    ) {
        self.place = place
        self.metric = metric
        self.base = base
        self.new = new
        difference = Self.difference(metric, base, new)
        self.band = band
        verdict = Self.judge(metric, (base, new), difference, band, isJudged)
    }

    static func difference(_ metric: ComparisonMetric, _ base: Double?, _ new: Double?) -> Double? {
        guard let base, let new else { return nil }
        if metric == .failed { return new - base }
        return base > 0 ? (new / base - 1) * 100 : nil
    }

    /// Whether the difference is for the worse, beyond the noise, however small.
    var isWorseBeyondNoise: Bool {
        guard let band, verdict != .notJudged else { return false }
        return metric.risesWhenWorse ? band.lowerBound > 0 : band.upperBound < 0
    }

    private static func judge(
        _ metric: ComparisonMetric,
        _ figures: (base: Double?, new: Double?),
        _ difference: Double?,
        _ band: ClosedRange<Double>?,
        _ isJudged: Bool
    ) -> Verdict {
        guard isJudged, let difference, let band, let base = figures.base, let new = figures.new else {
            return .notJudged
        }
        let matters =
            abs(new - base) >= metric.leastDifference
            && (metric == .failed || abs(difference) >= ComparisonMetric.leastPercent)
        guard matters, !band.contains(0) else { return .noEvidence }
        return (difference > 0) == metric.risesWhenWorse ? .worse : .better
    }
}
