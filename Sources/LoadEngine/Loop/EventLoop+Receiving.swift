import CLinux
import Glibc
import HTTPWire

extension EventLoop {
    /// Reads what a connection has.
    mutating func receive(_ user: Int) {
        if connections[user].tls == nil {
            receivePlain(user)
        } else {
            receiveSecure(user)
        }
    }

    private mutating func receivePlain(_ user: Int) {
        while true {
            let carried = takeCarry(user)
            let (count, arrival) = read(user, into: buffer + carried)
            guard count > 0 else {
                return count == 0 ? peerClosed(user, carried: carried) : readFailed(user, carried: carried)
            }
            let bytes = UnsafeRawBufferPointer(start: buffer, count: carried &+ count)
            statistics[Int(connections[user].endpoint)].bytesReceived &+= UInt64(truncatingIfNeeded: count)
            guard consume(user, bytes, arrival: arrival), count == Self.readSize else { return }
        }
    }

    private mutating func receiveSecure(_ user: Int) {
        while let session = connections[user].tls, let buffers = tls?.buffers {
            let (count, arrival) = read(user, into: cipherBuffer)
            guard count > 0 else { return count == 0 ? peerClosed(user, carried: 0) : readFailed(user, carried: 0) }
            buffers.pointee.received = UnsafePointer(cipherBuffer)
            buffers.pointee.receivedCount = count
            if connections[user].state == .handshaking { continueHandshake(user) }
            guard connections[user].tls != nil, connections[user].state != .handshaking else { return }
            guard decrypt(user, session, arrival: arrival), count == Self.readSize else { return }
        }
    }

    /// Decrypts all that was received. False when the connection is done with.
    private mutating func decrypt(_ user: Int, _ session: TLSSession, arrival: Int64) -> Bool {
        while true {
            let carried = takeCarry(user)
            switch session.read(into: buffer + carried, capacity: Self.readSize) {
            case .bytes(let count):
                statistics[Int(connections[user].endpoint)].bytesReceived &+= UInt64(truncatingIfNeeded: count)
                let bytes = UnsafeRawBufferPointer(start: buffer, count: carried &+ count)
                guard consume(user, bytes, arrival: arrival) else { return false }
            case .needsInput:
                connections[user].carry.keep(UnsafeRawBufferPointer(start: buffer, count: carried))
                return true
            case .closed:
                peerClosed(user, carried: carried)
                return false
            case .failed:
                connections[user].received &+= carried
                fail(user, .tlsFailure)
                return false
            case .refused:
                fail(user, .tlsClientCertificate)
                return false
            }
        }
    }

    /// One read, and when its data arrived: by the kernel's timestamp where those are used, else by the clock.
    @inline(__always)
    private mutating func read(_ user: Int, into target: UnsafeMutablePointer<UInt8>) -> (count: Int, arrival: Int64) {
        let connection = connections + user
        let descriptor = connection.pointee.descriptor
        guard usesReceiveStamps || samplesReadLag else {
            let count = recv(descriptor, target, Self.readSize, 0)
            now = MonotonicClock.now()
            return (count, now)
        }
        var stamp: Int64 = 0
        let count = clinux_receive_stamped(descriptor, target, Self.readSize, &stamp)
        let arrival = kernelClock.arrival(of: stamp, earliest: connection.pointee.sentAt, now: now)
        if isOpenModel { return (count, arrival) }
        // In the closed model the reaction to a response is the next send: how late that is, is the generator's lag.
        now = MonotonicClock.now()
        if count > 0 { statistics.pointee.startLag.record(nanoseconds: now &- arrival) }
        if usesReceiveStamps { return (count, arrival) }
        samplesReadLag = false
        return (count, now)
    }

    /// Moves the part of a line kept from the last read to the front of the buffer; its length.
    @inline(__always)
    func takeCarry(_ user: Int) -> Int {
        let connection = connections + user
        guard let kept = connection.pointee.carry.bytes else { return 0 }
        let count = min(connection.pointee.carry.count, Self.carrySize)
        buffer.update(from: kept, count: count)
        connection.pointee.carry.discard()
        return count
    }

    /// Parses response bytes. False when the connection is closed or has no response under way any more.
    private mutating func consume(_ user: Int, _ bytes: UnsafeRawBufferPointer, arrival: Int64) -> Bool {
        let connection = connections + user
        guard connection.pointee.state == .awaiting else {
            // Bytes that answer nothing.
            closeConnection(user)
            return false
        }
        if connection.pointee.firstByteAt == 0 { connection.pointee.firstByteAt = arrival }
        if hasJourney {
            journey?.content.removeAll()
            journey?.trace?.received(bytes)
        }
        var offset = 0
        while true {
            let rest = UnsafeRawBufferPointer(rebasing: bytes[offset...])
            let step = connection.pointee.parser.parse(rest, memo: &headMemo)
            offset &+= step.consumed
            switch step.event {
            case .needsMore:
                connection.pointee.received &+= offset
                connection.pointee.carry.keep(UnsafeRawBufferPointer(rebasing: bytes[offset...]))
                if hasJourney { putContentAside(user) }
                return true
            case .header(let name, let value):
                if hasJourney {
                    keepField(user, name: rest[name], value: rest[value])
                } else {
                    keepLocation(user, name: rest[name], value: rest[value])
                }
            case .body(let piece):
                keepContent(user, UnsafeRawBufferPointer(rebasing: rest[piece]))
            case .complete:
                complete(user, at: arrival, isClean: offset == bytes.count, bytes: offset)
                return connection.pointee.state == .awaiting
            case .failed(let failure):
                connection.pointee.received &+= bytes.count
                fail(user, ErrorKind(failure))
                return false
            }
        }
    }

    /// The peer sends no more.
    private mutating func peerClosed(_ user: Int, carried: Int) {
        let connection = connections + user
        connection.pointee.received &+= carried
        switch connection.pointee.state {
        case .awaiting:
            // Nothing of this response lies in the loop's memory, only of others.
            if hasJourney { journey?.content.removeAll() }
            switch connection.pointee.parser.finish() {
            case .complete: complete(user, at: now, isClean: false, bytes: 0)
            case .failed(let failure): fail(user, ErrorKind(failure))
            default: fail(user, .connectionClosed)
            }
        case .handshaking: fail(user, .tlsHandshake)
        default: closeConnection(user)
        }
    }

    private mutating func readFailed(_ user: Int, carried: Int) {
        let code = errno
        if code == EAGAIN || code == EINTR {
            if carried > 0 {
                connections[user].carry.keep(UnsafeRawBufferPointer(start: buffer, count: carried))
            }
            return
        }
        connections[user].received &+= carried
        switch connections[user].state {
        case .awaiting: fail(user, .connectionReset)
        case .handshaking: fail(user, .tlsHandshake)
        default: closeConnection(user)
        }
    }
}
