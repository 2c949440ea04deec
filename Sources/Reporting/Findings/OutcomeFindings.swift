internal import Measurement

/// What errors, redirects and failures that nothing judges mean, and what to do about them.
struct OutcomeFindings {
    /// Most errors that are explained, the most frequent first.
    private static let mostErrors = 3
    /// Responses that name another place (RFC 9110 15.4).
    private static let redirects = [301, 302, 303, 307, 308]

    let summary: RunSummary

    var sentences: [String] { errors + [redirected, unjudged].compactMap { $0 } }

    private var errors: [String] {
        let labels = summary.errors.filter { $0.value > 0 }.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        return labels.prefix(Self.mostErrors).compactMap { label, _ in
            ErrorMeaning.sentence(label).map { "\(label): \($0)" }
        }
    }

    /// Half of the responses and more: somebody has the wrong URL in mind.
    private var redirected: String? {
        let count = Self.redirects.reduce(UInt64(0)) { $0 &+ (summary.statusCodes[$1] ?? 0) }
        guard count > 0, count >= summary.requests.completed / 2 else { return nil }
        return
            "\(Quantity.share(count, of: summary.requests.completed)) of the responses were redirects, which were not "
            + "followed: --follow-redirects 5 follows them, or name the URL that they lead to."
    }

    private var unjudged: String? {
        let requests = summary.requests
        let isJudged = summary.thresholds.contains {
            $0.expression.contains("error_rate") || $0.expression.contains("failed")
        }
        guard summary.verdict == .passed, requests.failed > 0, !isJudged else { return nil }
        return
            "\(Quantity.share(requests.failed, of: requests.sent)) of the requests failed, and no threshold limits that: "
            + "--threshold 'error_rate < 1%' would."
    }
}
