import CLinux
import Glibc
import LoadPlan

extension EventLoop {
    /// Opens a connection for the virtual user's request, to the origin's next address; closes the one it had.
    mutating func openConnection(_ user: Int, origin: Int) {
        let connection = connections + user
        closeConnection(user)
        connection.pointee.origin = UInt16(truncatingIfNeeded: origin)
        connection.pointee.phaseStart = now
        if origins[origin].isProxied, let refusal = configuration.targetPolicy.refusal(of: origins[origin].url) {
            exchange.note("the proxy was not asked for it: " + refusal.message)
            return fail(user, .targetRefused)
        }
        guard let addresses = origins[origin].addresses else {
            connection.pointee.state = .resolving
            resolving += 1
            timers.arm(user, at: now &+ configuration.connectTimeout)
            return
        }
        while let index = origins[origin].nextAddress() {
            guard let address = permitted(addresses[index], index: index, origin: origin) else { continue }
            connection.pointee.attempts &+= 1
            let code = connect(user, to: address, index: index)
            if code == 0 { return connected(user) }
            if code == EINPROGRESS { return }
            closeConnection(user)
            if !triesNextAddress(user, after: code) { return fail(user, ErrorKind(connectError: code)) }
        }
        fail(user, addresses.isEmpty ? .dns : .targetRefused)
    }

    /// The address, if the target policy lets it through. One that it does not is left out from now on, and noted.
    private mutating func permitted(_ address: SocketAddress, index: Int, origin: Int) -> PermittedAddress? {
        do throws(TargetRefusal) {
            return try PermittedAddress(address, under: configuration.targetPolicy)
        } catch {
            origins[origin].forbid(index)
            let host = origins[origin].endpoint.host
            let source = origins[origin].isAddress ? "" : "an address of \(host) was not connected to: "
            exchange.note(source + error.message)
            return nil
        }
    }

    /// Creates the socket and starts to connect. 0, or the error number.
    private mutating func connect(_ user: Int, to address: PermittedAddress, index: Int) -> Int32 {
        let connection = connections + user
        guard openConnections < configuration.descriptorLimit else { return EMFILE }
        let descriptor = clinux_tcp_socket(address.family)
        guard descriptor >= 0 else { return errno }
        connection.pointee.descriptor = descriptor
        connection.pointee.generation &+= 1
        connection.pointee.addressIndex = UInt16(truncatingIfNeeded: index)
        connection.pointee.addressVersion = origins[Int(connection.pointee.origin)].version
        connection.pointee.isReused = false
        openConnections += 1
        peakConnections = max(peakConnections, openConnections)

        let code = address.connect(descriptor)
        guard code == 0 || code == EINPROGRESS else { return code }
        let interest = code == 0 ? EPOLLIN.rawValue : EPOLLOUT.rawValue
        guard clinux_epoll_ctl(epoll, EPOLL_CTL_ADD, descriptor, interest, eventDatum(user)) == 0 else { return errno }
        if code == EINPROGRESS {
            connection.pointee.state = .connecting
            connecting += 1
            timers.arm(user, at: connection.pointee.phaseStart &+ configuration.connectTimeout)
        }
        return code
    }

    /// A connecting socket has something to say.
    mutating func continueConnecting(_ user: Int) {
        let connection = connections + user
        now = MonotonicClock.now()
        let code = clinux_socket_error(connection.pointee.descriptor)
        if code == 0 {
            connecting -= 1
            watch(user, EPOLLIN.rawValue)
            return connected(user)
        }
        let origin = Int(connection.pointee.origin)
        if triesNextAddress(user, after: code) {
            openConnection(user, origin: origin)
        } else {
            fail(user, ErrorKind(connectError: code))
        }
    }

    /// Whether another address of the name is worth a try; where it is, the one that failed is avoided for a while.
    private mutating func triesNextAddress(_ user: Int, after code: Int32) -> Bool {
        let connection = connections + user
        let origin = Int(connection.pointee.origin)
        let index = Int(connection.pointee.addressIndex)
        guard code != EMFILE, code != ENFILE,
            Int(connection.pointee.attempts) < min(origins[origin].candidates, Int(UInt8.max))
        else { return false }
        if let address = origins[origin].avoid(index, version: connection.pointee.addressVersion) {
            exchange.note(
                "\(address) (\(origins[origin].endpoint.host)) took no connection"
                    + " (\(String(cString: strerror(code)))); the name's other addresses got its share."
            )
        }
        return true
    }

    /// The socket is connected to the origin, or to the proxy on the way there.
    private mutating func connected(_ user: Int) {
        if origins[Int(connections[user].origin)].isTunnelled { return openTunnel(user) }
        reached(user)
    }

    /// What is sent from now on reaches the origin: the connection is made, the tunnel open.
    mutating func reached(_ user: Int) {
        let connection = connections + user
        statistics.pointee.connect.record(nanoseconds: now &- connection.pointee.phaseStart)
        let origin = Int(connection.pointee.origin)
        guard origins[origin].isSecure else { return sendFirst(user) }
        connection.pointee.phaseStart = now
        connection.pointee.state = .handshaking
        connecting += 1
        timers.arm(user, at: now &+ configuration.connectTimeout)
        connection.pointee.tls = tls?.makeSession(
            host: origins[origin].tlsHost,
            isAddress: origins[origin].isTLSAddress,
            origin: origin
        )
        continueHandshake(user)
    }

    /// Goes on with the handshake, with the bytes received since.
    mutating func continueHandshake(_ user: Int) {
        let connection = connections + user
        guard let session = connection.pointee.tls else { return fail(user, .tlsHandshake) }
        switch session.handshake() {
        case .done:
            now = MonotonicClock.now()
            statistics.pointee.tlsHandshake.record(nanoseconds: now &- connection.pointee.phaseStart)
            connecting -= 1
            connection.pointee.state = .idle
            flushTLS(user)
            if connection.pointee.isOpen { sendFirst(user) }
        case .needsInput: flushTLS(user)
        case .failed: fail(user, .tlsHandshake)
        case .untrusted: fail(user, .tlsCertificate)
        case .refused: fail(user, .tlsClientCertificate)
        }
    }

    /// Sends the request that the connection was made for.
    private mutating func sendFirst(_ user: Int) {
        if connections[user].redirects == 0 { connections[user].sentAt = now }
        send(user)
    }

    /// Closes the virtual user's connection, if it has one, in whatever phase it is.
    mutating func closeConnection(_ user: Int) {
        let connection = connections + user
        switch connection.pointee.state {
        case .connecting, .handshaking: connecting -= 1
        case .tunnelling:
            connecting -= 1
            tunnels[user] = nil
        case .resolving: resolving -= 1
        default: break
        }
        connection.pointee.state = .idle
        connection.pointee.isBlocked = false
        connection.pointee.carry.discard()
        connection.pointee.unsent.discard()
        if let session = connection.pointee.tls {
            session.free()
            connection.pointee.tls = nil
            // A failed handshake leaves an alert, which is nothing to the next connection's peer.
            tls?.buffers.pointee.discard()
        }
        guard connection.pointee.isOpen else { return }
        close(connection.pointee.descriptor)
        connection.pointee.descriptor = -1
        openConnections -= 1
    }

    /// Takes over new addresses; goes on with requests that waited for them.
    mutating func refreshAddresses() {
        addressVersion = addressBook.version
        for origin in origins.indices { origins[origin].refresh(from: addressBook) }
        guard resolving > 0 else { return }
        for user in 0..<connectionCount where connections[user].state == .resolving {
            let origin = Int(connections[user].origin)
            if origins[origin].addresses != nil { openConnection(user, origin: origin) }
        }
    }
}
