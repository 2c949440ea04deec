import Measurement

// Outcomes one by one, for records and examples. Nothing here is entered where a run has neither.
extension EventLoop {
    /// Takes note of a request's outcome.
    /// - Parameters:
    ///   - end: when the response was whole, or the error happened.
    ///   - status: 0 where no whole response arrived.
    ///   - error: why it failed, where something other than the status says so.
    ///   - wasSent: the target has seen the request.
    ///   - bytes: read of the response since the connection's count.
    @inline(never)
    mutating func observe(_ slot: Int, at end: Int64, status: UInt16, error: ErrorKind?, wasSent: Bool, bytes: Int) {
        let connection = connections + slot
        let label = error.map { Int16(truncatingIfNeeded: $0.index) } ?? -1
        let identity = wasSent ? tracer.map { $0[hasJourney ? owner(slot) : slot] } ?? TraceIdentity() : TraceIdentity()
        if wasSent, tracer != nil {
            let outcome = TracedOutcome(
                identity: identity,
                intended: connection.pointee.intended,
                nanoseconds: end &- connection.pointee.intended,
                endpoint: connection.pointee.endpoint,
                status: status,
                error: label
            )
            if status > 0 { statistics.pointee.exemplars.add(complete: outcome) }
            if status == 0 || status >= 400 || label >= 0 { statistics.pointee.exemplars.add(failed: outcome) }
        }
        records?.put(
            RequestRecord(
                intended: connection.pointee.intended,
                sent: connection.pointee.sentAt,
                firstByte: wasSent ? connection.pointee.firstByteAt : 0,
                end: end,
                bytesReceived: Int64(connection.pointee.received &+ bytes),
                traceHigh: identity.high,
                traceLow: identity.low,
                endpoint: connection.pointee.endpoint,
                status: status,
                error: label
            )
        )
        connection.pointee.received = 0
    }

    /// Writes the ids of the user's request into the bytes that all of the loop's requests share.
    mutating func stamp(_ user: Int, isNew: Bool) {
        guard let tracer, let offset = configuration.traceOffset else { return }
        if isNew {
            tracer.begin(user, writingTo: requestBytes + offset)
        } else {
            tracer.write(user, to: requestBytes + offset)
        }
    }
}
