internal import Measurement

/// What a reader should know before trusting a comparison.
struct ComparisonNotes {
    let base: ComparedRun
    let new: ComparedRun
    let sharedEndpoints: Int
    let sharedGroups: Int

    var sentences: [String] {
        verdicts + [load, target, endpoints, groups, windows, bare, oldBaseline].compactMap { $0 }
    }

    private var verdicts: [String] {
        [("base", base.summary), ("new", new.summary)].flatMap { which, summary -> [String] in
            switch summary.verdict {
            case .passed: return []
            case .failed: return ["the \(which) run failed: \(summary.reasons.first ?? "see its report")"]
            case .invalid, .interrupted:
                return [
                    "the \(which) run is \(summary.verdict.rawValue), so that nothing follows from the comparison: "
                        + (summary.reasons.first ?? "see its report")
                ]
            }
        }
    }

    private var load: String? {
        let rates = [base, new].map { run in
            run.summary.durationSeconds > 0 ? Double(run.summary.requests.scheduled) / run.summary.durationSeconds : 0
        }
        guard base.isOpenModel != false, rates[0] > 0, abs(rates[1] / rates[0] - 1) > 0.05 else { return nil }
        return "the runs asked for different rates: \(Quantity.rate(rates[0]))/s and \(Quantity.rate(rates[1]))/s"
    }

    private var target: String? {
        guard base.summary.targetUrl != new.summary.targetUrl else { return nil }
        return "the runs had different targets: \(base.summary.targetUrl) and \(new.summary.targetUrl)"
    }

    private var endpoints: String? {
        let (old, now) = (base.summary.endpoints.count, new.summary.endpoints.count)
        if sharedEndpoints > Comparison.mostEndpoints {
            return "the \(Comparison.mostEndpoints) busiest of \(sharedEndpoints) endpoints are compared one by one"
        }
        guard old != sharedEndpoints || now != sharedEndpoints else { return nil }
        return
            "endpoints in the base only: \(old - sharedEndpoints), in the new run only: \(now - sharedEndpoints)"
    }

    private var groups: String? {
        let counts = [base, new].map { $0.summary.groups?.count ?? 0 }
        if sharedGroups > Comparison.mostEndpoints {
            return "\(Comparison.mostEndpoints) of \(sharedGroups) groups are compared one by one"
        }
        let (old, now) = (counts[0] - sharedGroups, counts[1] - sharedGroups)
        guard old > 0 || now > 0 else { return nil }
        return "groups in the base only: \(old), in the new run only: \(now)"
    }

    private var windows: String? {
        let fewest = min(base.windows.count, new.windows.count)
        guard fewest < WindowSeries.fewest else { return nil }
        return
            "the noise cannot be told from \(fewest) window\(fewest == 1 ? "" : "s"): it takes at least \(WindowSeries.fewest), so run longer"
    }

    private var bare: String? {
        guard base.endpoints.isEmpty || new.endpoints.isEmpty else { return nil }
        return "one of the runs is a bare summary: noise is told from its timeline, and not by endpoint or group"
    }

    /// A baseline of a version that kept no windows of groups.
    private var oldBaseline: String? {
        guard sharedGroups > 0, bare == nil, base.groups == nil || new.groups == nil else { return nil }
        return "a baseline of an earlier version has no windows of its groups: set it again to judge them"
    }
}
