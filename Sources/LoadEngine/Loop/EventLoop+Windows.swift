extension EventLoop {
    /// Hands the open window over and goes on in an empty one. Where there is none, the window stays open longer.
    mutating func closeWindow() {
        guard let next = exchange.empty() else { return }
        post(isLast: false)
        statistics = next
        window.advance(to: now)
    }

    /// Hands over what was counted last, with the arrivals that were never sent.
    mutating func closeLastWindow() {
        if isOpenModel {
            // Whoever has not been sent by now is dropped: the schedule's rest up to the end.
            while nextStart < end {
                statistics.pointee.dropped &+= 1
                advanceSchedule()
            }
        }
        post(isLast: true)
    }

    private mutating func post(isLast: Bool) {
        statistics.pointee.scheduled = isOpenModel ? due(before: isLast ? end : min(now, end)) : statistics.pointee.sent
        exchange.post(
            WindowExchange.Closed(
                loop: configuration.index,
                index: Int(window.index),
                closedAt: now,
                statistics: statistics,
                isLast: isLast,
                peakConnections: peakConnections
            )
        )
    }

    /// How many arrivals the schedule has between the last call's time and `time`.
    private mutating func due(before time: Int64) -> UInt64 {
        var count: UInt64 = 0
        while let offset = nextDue, configuration.start &+ offset < time {
            count &+= 1
            nextDue = dueCounter?.next()
        }
        return count
    }
}
