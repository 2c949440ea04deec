import CLinux
import Glibc
import HTTPWire

extension EventLoop {
    /// Writes the request on an open connection; what the socket does not take follows when it does.
    mutating func send(_ user: Int) {
        let connection = connections + user
        connection.pointee.state = .awaiting
        connection.pointee.firstByteAt = 0
        connection.pointee.written = 0
        if hasJourney { return sendJourney(user) }
        connection.pointee.parser.reset()
        timers.arm(user, at: now &+ configuration.timeout)
        if connection.pointee.redirects == 0 {
            if tracer != nil { stamp(user, isNew: true) }
            write(user, UnsafeRawBufferPointer(start: requestBytes, count: requestCount))
        } else if let hop = hops[user] {
            hop.bytes.withUnsafeBytes { write(user, $0) }
        }
    }

    /// Writes what the user's virtual request is, or what a redirect made of it.
    private mutating func sendJourney(_ user: Int) {
        let connection = connections + user
        timers.arm(user, at: now &+ journeyTimeout(user))
        if connection.pointee.redirects == 0 {
            connection.pointee.parser.reset(options: journeyOptions(user))
            writeJourneyRequest(user)
        } else if let hop = hops[user] {
            connection.pointee.parser.reset()
            hop.bytes.withUnsafeBytes { write(user, $0) }
        }
    }

    mutating func write(_ user: Int, _ request: UnsafeRawBufferPointer) {
        statistics[Int(connections[user].endpoint)].bytesSent &+= UInt64(request.count)
        guard let session = connections[user].tls else { return writePlain(user, request) }
        guard session.write(request) else { return fail(user, .tlsFailure) }
        flushTLS(user)
    }

    /// The socket takes bytes again.
    mutating func resumeWriting(_ user: Int) {
        let connection = connections + user
        guard connection.pointee.isBlocked else { return }
        if let pending = connection.pointee.unsent.bytes {
            writeAll(user, UnsafeRawBufferPointer(start: pending, count: connection.pointee.unsent.count))
        } else if connection.pointee.redirects == 0 {
            stamp(user, isNew: false)
            writePlain(user, UnsafeRawBufferPointer(start: requestBytes, count: requestCount))
        } else if let hop = hops[user] {
            hop.bytes.withUnsafeBytes { writePlain(user, $0) }
        }
    }

    /// Sends what TLS has put into the loop's output; keeps what the socket does not take.
    mutating func flushTLS(_ user: Int) {
        guard let buffers = tls?.buffers, buffers.pointee.outputCount > 0 else { return }
        let output = UnsafeRawBufferPointer(start: buffers.pointee.output, count: buffers.pointee.outputCount)
        buffers.pointee.outputCount = 0
        writeAll(user, output)
    }

    /// Continues a plain request from where it stopped.
    private mutating func writePlain(_ user: Int, _ request: UnsafeRawBufferPointer) {
        // A journey's request does not lie still until the socket takes it: what is left is kept.
        if hasJourney { return writeAll(user, request) }
        let written = connections[user].written
        let rest = UnsafeRawBufferPointer(
            start: request.baseAddress.map { $0 + written },
            count: request.count &- written
        )
        let taken = transmit(user, rest)
        guard taken >= 0 else { return broken(user) }
        connections[user].written = written &+ taken
        setBlocked(user, written &+ taken < request.count)
    }

    /// Sends bytes that do not lie still; keeps what the socket does not take.
    mutating func writeAll(_ user: Int, _ bytes: UnsafeRawBufferPointer) {
        let taken = transmit(user, bytes)
        guard taken >= 0 else { return broken(user) }
        if taken > 0 { connections[user].written = 1 }
        connections[user].unsent.keep(UnsafeRawBufferPointer(rebasing: bytes.dropFirst(taken)))
        setBlocked(user, taken < bytes.count)
    }

    /// How many bytes the socket took; -1 when it is broken.
    @inline(__always)
    private func transmit(_ user: Int, _ bytes: UnsafeRawBufferPointer) -> Int {
        let count = Glibc.send(
            connections[user].descriptor,
            bytes.baseAddress,
            bytes.count,
            Int32(MSG_NOSIGNAL)
        )
        if count >= 0 { return count }
        let code = errno
        return code == EAGAIN || code == EINTR || code == ENOBUFS ? 0 : -1
    }

    /// Begins or ends waiting for the socket to take bytes.
    @inline(__always)
    private func setBlocked(_ user: Int, _ isBlocked: Bool) {
        guard connections[user].isBlocked != isBlocked else { return }
        connections[user].isBlocked = isBlocked
        watch(user, isBlocked ? EPOLLIN.rawValue | EPOLLOUT.rawValue : EPOLLIN.rawValue)
    }

    /// A write failed. On a connection kept from before, the peer had closed it and saw nothing of this request, which
    /// is therefore begun on a new one.
    private mutating func broken(_ user: Int) {
        let connection = connections + user
        if connection.pointee.state == .handshaking { return fail(user, .tlsHandshake) }
        if connection.pointee.state == .tunnelling { return fail(user, .proxyClosed) }
        guard connection.pointee.isReused, connection.pointee.written == 0, connection.pointee.redirects == 0 else {
            return fail(user, .connectionReset)
        }
        var origin = 0
        if hasJourney {
            guard keepJourneyRequest(user) else { return fail(user, .connectionReset) }
            origin = Int(connection.pointee.origin)
        } else {
            statistics.pointee.bytesSent &-= UInt64(requestCount)
        }
        closeConnection(user)
        openConnection(user, origin: origin)
    }

    /// Changes the events that are waited for.
    func watch(_ user: Int, _ events: UInt32) {
        _ = clinux_epoll_ctl(epoll, EPOLL_CTL_MOD, connections[user].descriptor, events, eventDatum(user))
    }

    /// What an event carries: the virtual user, and which of its connections.
    func eventDatum(_ user: Int) -> UInt32 {
        UInt32(truncatingIfNeeded: user) | UInt32(connections[user].generation) << 24
    }
}
