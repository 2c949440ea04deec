extension EventLoop {
    /// Requests begun in a row before sockets are looked at again, so that a target that refuses at once, or a rate
    /// beyond reach, cannot keep the loop from reading.
    private static let dispatchLimit = 1024

    /// Gives every arrival that is due to the virtual user that has been free for longest; in the closed model, every
    /// free virtual user its next request.
    @inline(__always)
    mutating func dispatchDue() {
        guard free.count > 0, !hasEnded else { return }
        if isOpenModel {
            if nextStart <= now { dispatchArrivals() }
        } else if now < end {
            dispatchFreeUsers()
        }
    }

    private mutating func dispatchArrivals() {
        var budget = Self.dispatchLimit
        while nextStart <= now, nextStart < end, budget > 0 {
            let user = free.pop()
            guard user >= 0 else { return }
            let intended = nextStart
            advanceSchedule()
            budget &-= 1

            now = MonotonicClock.now()
            let freeSince = connections[user].freeSince
            if freeSince > intended {
                statistics.pointee.virtualUserWait.record(nanoseconds: freeSince &- intended)
            }
            statistics.pointee.startLag.record(nanoseconds: now &- max(intended, freeSince))
            begin(user, intended: intended)
        }
    }

    private mutating func dispatchFreeUsers() {
        var budget = Self.dispatchLimit
        while budget > 0 {
            let user = free.pop()
            guard user >= 0 else { return }
            budget &-= 1
            begin(user, intended: connections[user].freeSince)
        }
    }

    /// Moves on to the next arrival of the schedule.
    mutating func advanceSchedule() {
        arrivals &+= 1
        guard let offset = pacer?.next() else {
            nextStart = .max
            return
        }
        nextStart = configuration.start &+ offset
    }

    /// Arrivals are over. Those that were due and found no virtual user are dropped.
    mutating func endArrivals() {
        dispatchDue()
        hasEnded = true
    }

    /// Starts a request now.
    private mutating func begin(_ user: Int, intended: Int64) {
        if hasJourney { return beginIteration(user, intended: intended) }
        let connection = connections + user
        connection.pointee.intended = intended
        connection.pointee.sentAt = now
        connection.pointee.attempts = 0
        statistics.pointee.sent &+= 1
        inFlight &+= 1
        if connection.pointee.isOpen && connection.pointee.origin == 0
            && connection.pointee.addressVersion == origins[0].version
        {
            send(user)
        } else {
            openConnection(user, origin: 0)
        }
    }
}
