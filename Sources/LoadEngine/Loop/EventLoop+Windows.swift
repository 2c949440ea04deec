extension EventLoop {
    /// Hands the open window over and goes on in an empty one. Where there is none, the window stays open longer.
    mutating func closeWindow() {
        guard let next = exchange.empty() else { return }
        post(isLast: false)
        statistics = next
        journey?.statistics = next
        window.advance(to: now)
    }

    /// Hands over what was counted last, with the arrivals that were never sent.
    mutating func closeLastWindow() {
        if isOpenModel {
            // Whoever has not been sent by now is dropped: the schedule's rest up to the end.
            while nextStart < end {
                if hasJourney { dropArrival(arrivals) } else { statistics.pointee.dropped &+= 1 }
                advanceSchedule()
            }
        }
        post(isLast: true)
    }

    private mutating func post(isLast: Bool) {
        if hasJourney {
            if isOpenModel { countDueArrivals(before: isLast ? end : min(now, end)) }
        } else {
            statistics.pointee.scheduled =
                isOpenModel ? due(before: isLast ? end : min(now, end)) : statistics.pointee.sent
        }
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

    /// Counts the arrivals that the schedule has between the last call's time and `time`, each with the request it begins with.
    private mutating func countDueArrivals(before time: Int64) {
        guard let journey else { return }
        while let offset = nextDue, configuration.start &+ offset < time {
            if let endpoint = firstEndpoints[journey.scenario(ofLocal: dueArrivals)] {
                statistics[endpoint].scheduled &+= 1
            }
            dueArrivals &+= 1
            nextDue = dueCounter?.next()
        }
    }

    /// An arrival is not sent. Where it was not counted as due, because a condition decides what it begins with, it is counted with
    /// the plan's first request.
    mutating func dropArrival(_ number: Int) {
        guard let journey else { return }
        if let endpoint = firstEndpoints[journey.scenario(ofLocal: number)] {
            statistics[endpoint].dropped &+= 1
        } else {
            statistics.pointee.scheduled &+= 1
            statistics.pointee.dropped &+= 1
        }
    }

    /// In the closed model the load is over when every iteration has begun and ended.
    mutating func endWhenExhausted() {
        guard !isOpenModel, let journey, journey.isExhausted, journey.active == 0 else { return }
        end = min(end, now)
    }
}
