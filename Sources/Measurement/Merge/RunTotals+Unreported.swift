extension RunTotals {
    /// Error label of requests that were sent and whose outcome was lost with the task that knew it.
    public static let unreported = "unreported"

    /// Books what lost windows left open, so that the counts of a partial run add up as those of a whole one: requests
    /// sent whose outcome is not among the results count as failed with the error ``unreported``; outcomes whose send is
    /// not among them count as sent; arrivals that were neither sent nor dropped count as dropped. For runs with results
    /// missing; a complete run has nothing to book.
    public mutating func bookUnreported() {
        var lost: UInt64 = 0
        overall.counts = RequestCounts()
        for index in endpoints.indices {
            lost = lost.addingSaturated(endpoints[index].totals.bookUnreported())
            overall.counts += endpoints[index].totals.counts
        }
        if lost > 0 { overall.errors[Self.unreported] = lost }
        guard lost > 0, let last = timeline.indices.last else { return }
        timeline[last].failed = timeline[last].failed.addingSaturated(lost)
    }
}

extension TrafficTotals {
    /// - Returns: How many requests had no outcome.
    fileprivate mutating func bookUnreported() -> UInt64 {
        let known = counts.completed.addingSaturated(errors.unanswered)
        let lost = counts.sent > known ? counts.sent - known : 0
        counts.sent = max(counts.sent, known)
        if lost > 0 {
            errors[RunTotals.unreported, default: 0] += lost
            counts.failed = counts.failed.addingSaturated(lost)
        }
        let accounted = counts.sent.addingSaturated(counts.dropped)
        if counts.scheduled > accounted { counts.dropped += counts.scheduled - accounted }
        if counts.scheduled < accounted { counts.scheduled = accounted }
        return lost
    }
}
