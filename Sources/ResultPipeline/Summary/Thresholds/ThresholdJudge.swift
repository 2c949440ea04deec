internal import LoadPlan
internal import Measurement

/// Judges a plan's thresholds over the merged results of a run.
struct ThresholdJudge: Sendable {
    /// A threshold as it was judged.
    struct Judged: Sendable {
        var result: ThresholdResult
        /// Why it did not hold, in a sentence; nil where it held.
        var failure: String?
    }

    private let thresholds: [Threshold]
    /// Beside each threshold: its stretches, where it must hold in every one of them.
    private var series: [StretchSeries?]

    /// - Parameter startedAt: Start of the part that counts, epoch milliseconds.
    init(_ thresholds: [Threshold], startedAt: Int64, windowLength: Int64) {
        self.thresholds = thresholds
        series = thresholds.map { threshold in
            threshold.everySeconds.map {
                StretchSeries(threshold.scope, everySeconds: $0, startedAt: startedAt, windowLength: windowLength)
            }
        }
    }

    /// Takes note of a window that counts; needed only by limits on every stretch.
    mutating func add(_ window: WindowReport, using decoder: inout HistogramDecoder) {
        for index in series.indices { series[index]?.add(window, using: &decoder) }
    }

    /// Adds what another judge of the same thresholds took note of.
    mutating func merge(_ other: ThresholdJudge) {
        for (index, more) in zip(series.indices, other.series) {
            if let more { series[index]?.merge(more) }
        }
    }

    /// All thresholds, in their order.
    /// - Parameter seconds: How long load was generated.
    func judge(_ totals: RunTotals, _ groups: GroupTotals = GroupTotals(), seconds: Double) -> [Judged] {
        thresholds.indices.map { judge($0, totals, groups, seconds) }
    }

    /// Why the run should end now: a threshold that may end it, past its delay, and does not hold.
    /// - Parameter elapsed: Seconds since the start of the part that counts.
    func reasonToAbort(_ totals: RunTotals, _ groups: GroupTotals, elapsed: Double) -> String? {
        for (index, threshold) in thresholds.enumerated() {
            guard let delay = threshold.abortAfterSeconds, elapsed >= delay else { continue }
            let scope = ScopeFigures(threshold.scope, of: totals, groups)
            guard scope?.figure(threshold.metric, seconds: elapsed) != nil else { continue }
            if let failure = judge(index, totals, groups, elapsed).failure { return failure }
        }
        return nil
    }

    /// Whether any threshold may end the run early.
    var mayAbort: Bool { thresholds.contains { $0.abortAfterSeconds != nil } }

    private func judge(_ index: Int, _ totals: RunTotals, _ groups: GroupTotals, _ seconds: Double) -> Judged {
        let threshold = thresholds[index]
        let figures = ScopeFigures(threshold.scope, of: totals, groups)
        guard let whole = figures?.figure(threshold.metric, seconds: seconds) else {
            return judged(
                threshold,
                0,
                isMet: false,
                "had nothing to judge: \(absence(threshold.scope, figures != nil))"
            )
        }
        guard threshold.comparison.holds(whole, threshold.limit) else {
            return judged(threshold, whole, isMet: false, "did not hold: \(text(whole, of: threshold))")
        }
        guard let worst = series[index]?.worst(threshold, seconds: seconds) else {
            return judged(threshold, whole, isMet: true)
        }
        return judged(
            threshold,
            worst.figure,
            isMet: threshold.comparison.holds(worst.figure, threshold.limit),
            "did not hold in every stretch: \(text(worst.figure, of: threshold)) in the one from second "
                + Figure.decimal(worst.second)
        )
    }

    private func absence(_ scope: Threshold.Scope, _ isKnown: Bool) -> String {
        switch scope {
        case .all: "nothing was measured"
        case .endpoint(let name): isKnown ? "endpoint '\(name)' has no result" : "there is no endpoint '\(name)'"
        case .group(let name): isKnown ? "group '\(name)' has no result" : "there is no group '\(name)'"
        case .check(let name): isKnown ? "check '\(name)' was never made" : "there is no check '\(name)'"
        }
    }

    /// A figure with its unit: `900 ms`, `2.5 %`, `99.8/s`, `3`.
    private func text(_ figure: Double, of threshold: Threshold) -> String {
        let number = Figure.decimal(figure, places: 3)
        return threshold.metric.unit.map { $0 == "/s" ? number + $0 : "\(number) \($0)" } ?? number
    }

    private func judged(
        _ threshold: Threshold,
        _ observed: Double,
        isMet: Bool,
        _ detail: String = ""
    ) -> Judged {
        Judged(
            result: ThresholdResult(
                expression: threshold.expression,
                observed: observed,
                unit: threshold.metric.unit,
                passed: isMet
            ),
            failure: isMet ? nil : "threshold \(threshold.expression) \(detail)"
        )
    }
}
