import HTTPWire
import LoadPlan

extension EventLoop {
    /// Pause of a virtual user whose connection could not be made, in the closed model: without it a dead target
    /// would be tried as fast as the processor can.
    static let refusedPause: Int64 = 100_000_000

    /// A whole response has arrived, with its last byte at `arrival`.
    /// - Parameters:
    ///   - isClean: nothing followed it, so that the connection may be used again.
    ///   - bytes: what the last read brought of it.
    mutating func complete(_ user: Int, at arrival: Int64, isClean: Bool, bytes: Int) {
        let connection = connections + user
        let keeps =
            isClean && configuration.client.keepAlive && connection.pointee.parser.keepsAlive
            && !connection.pointee.isBlocked
        if !keeps { closeConnection(user) }
        connection.pointee.isReused = true
        if hasJourney {
            if !locations.isEmpty, followRedirect(user, bytes: bytes) { return }
            return completeJourney(user, at: arrival, bytes: bytes)
        }
        if configuration.client.maxRedirects > 0, followRedirect(user, bytes: bytes) { return }

        let status = connection.pointee.parser.status
        let window = statistics
        window.pointee.completed &+= 1
        if status >= 400 { window.pointee.failed &+= 1 }
        window.pointee.count(status: status)
        window.pointee.responseTime.record(nanoseconds: arrival &- connection.pointee.intended)
        window.pointee.serviceTime.record(nanoseconds: arrival &- connection.pointee.sentAt)
        window.pointee.timeToFirstByte.record(
            nanoseconds: connection.pointee.firstByteAt &- connection.pointee.sentAt
        )
        if observes { observe(user, at: arrival, status: status, error: nil, wasSent: true, bytes: bytes) }
        connection.pointee.freeSince = arrival
        release(user)
    }

    /// The request gets no whole response.
    mutating func fail(_ user: Int, _ error: ErrorKind) {
        let connection = connections + user
        let hadConnection = connection.pointee.state == .awaiting
        statistics[Int(connection.pointee.endpoint)].count(error)
        let kept = connection.pointee.carry.count
        closeConnection(user)
        now = max(now, MonotonicClock.now())
        if observes { observe(user, at: now, status: 0, error: error, wasSent: hadConnection, bytes: kept) }
        if hasJourney { return failJourney(user, error, hadConnection: hadConnection) }
        connection.pointee.freeSince = now
        if !hadConnection && !isOpenModel && !hasEnded {
            endRequest(user)
            connection.pointee.state = .pausing
            timers.arm(user, at: now &+ Self.refusedPause)
        } else {
            release(user)
        }
    }

    /// The virtual user is free again.
    private mutating func release(_ user: Int) {
        endRequest(user)
        free.push(user)
    }

    mutating func endRequest(_ user: Int) {
        inFlight &-= 1
        timers.disarm(user)
        connections[user].state = .idle
        if connections[user].redirects > 0 { forgetRedirect(user) }
    }
}
