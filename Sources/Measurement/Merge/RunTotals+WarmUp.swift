extension RunTotals {
    /// Takes over the requests that were under way when the warm-up ended: their outcomes are among these totals, so their
    /// sends are too, and the counts of both parts add up.
    /// - Parameter warmUp: What was measured before.
    /// - Returns: The warm-up without them.
    public mutating func adoptInFlight(from warmUp: RunTotals) -> RunTotals {
        var before = warmUp
        for index in before.endpoints.indices {
            let inFlight = before.endpoints[index].totals.giveUpInFlight()
            guard inFlight > 0 else { continue }
            before.overall.counts.giveUp(inFlight)
            overall.counts.takeOver(inFlight)
            let name = before.endpoints[index].name
            guard let place = endpoints.firstIndex(where: { $0.name == name }) else { continue }
            endpoints[place].totals.counts.takeOver(inFlight)
        }
        return before
    }
}

extension TrafficTotals {
    fileprivate mutating func giveUpInFlight() -> UInt64 {
        let known = counts.completed.addingSaturated(errors.unanswered)
        let inFlight = counts.sent > known ? counts.sent - known : 0
        counts.giveUp(inFlight)
        return inFlight
    }
}

extension RequestCounts {
    fileprivate mutating func giveUp(_ requests: UInt64) {
        sent -= min(sent, requests)
        scheduled -= min(scheduled, requests)
    }

    fileprivate mutating func takeOver(_ requests: UInt64) {
        sent = sent.addingSaturated(requests)
        scheduled = scheduled.addingSaturated(requests)
    }
}
