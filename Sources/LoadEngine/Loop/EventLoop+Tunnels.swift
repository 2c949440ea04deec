import Glibc
import HTTPWire

// Tunnels through a proxy (RFC 9110, section 9.3.6), opened once for each connection to an https target.
extension EventLoop {
    /// Asks the proxy for a tunnel to the connection's origin. Its answer is awaited within the time for connecting.
    mutating func openTunnel(_ user: Int) {
        let connection = connections + user
        connection.pointee.state = .tunnelling
        connecting += 1
        timers.arm(user, at: connection.pointee.phaseStart &+ configuration.connectTimeout)
        // As with HEAD, nothing but the head matters of any answer.
        tunnels[user] = ResponseParser(options: .headRequest)
        let request = origins[Int(connection.pointee.origin)].tunnelRequest
        request.withUnsafeBytes { writeAll(user, $0) }
    }

    /// A connection on which a tunnel was asked for has something to say.
    mutating func continueTunnel(_ user: Int, isWritable: Bool, isReadable: Bool) {
        if isWritable { resumeWriting(user) }
        let connection = connections + user
        guard isReadable, connection.pointee.state == .tunnelling, var parser = tunnels[user] else { return }
        let carried = takeCarry(user)
        let count = recv(connection.pointee.descriptor, buffer + carried, Self.readSize, 0)
        if count < 0, errno == EAGAIN || errno == EINTR {
            return connection.pointee.carry.keep(UnsafeRawBufferPointer(start: buffer, count: carried))
        }
        guard count > 0 else { return fail(user, .proxyClosed) }
        let bytes = UnsafeRawBufferPointer(start: buffer, count: carried &+ count)
        let step = parser.parse(bytes)
        switch step.event {
        case .needsMore:
            tunnels[user] = parser
            connection.pointee.carry.keep(UnsafeRawBufferPointer(rebasing: bytes[step.consumed...]))
        case .complete where parser.status == 407: fail(user, .proxyAuthentication)
        case .complete where !(200..<300).contains(parser.status): fail(user, .proxyRefused)
        // Nothing can come through the tunnel before the handshake is begun from here.
        case .complete where step.consumed == bytes.count: tunnelOpened(user)
        default: fail(user, .proxyInvalid)
        }
    }

    private mutating func tunnelOpened(_ user: Int) {
        tunnels[user] = nil
        connecting -= 1
        connections[user].state = .idle
        now = MonotonicClock.now()
        reached(user)
    }
}
