internal import CLinux
internal import Glibc

/// A non-blocking TCP connection, closed with its last reference.
final class Connection {
    /// What became of an attempt to send or receive.
    enum Transfer: Equatable {
        case moved(Int)
        case wouldBlock
        /// The peer ended the connection or the system did.
        case ended
    }

    let descriptor: Int32

    private init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }

    /// Connects to `endpoint`.
    /// - Throws: ``RuntimeFailure`` `connectFailed`.
    static func open(
        to endpoint: RuntimeEndpoint,
        _ wakeup: Wakeup,
        timeout: Duration
    ) throws(RuntimeFailure) -> Connection {
        let descriptor = clinux_tcp_socket(endpoint.address.family)
        guard descriptor >= 0 else { throw failed(endpoint, errno) }
        let connection = Connection(descriptor: descriptor)
        switch endpoint.address.connect(descriptor) {
        case 0: return connection
        case EINPROGRESS, EINTR: break
        case let number: throw failed(endpoint, number)
        }
        guard wakeup.wait(for: descriptor, POLLOUT, until: .now + timeout, minding: false) == .ready else {
            throw failed(endpoint, ETIMEDOUT)
        }
        let number = clinux_socket_error(descriptor)
        guard number == 0 else { throw failed(endpoint, number) }
        return connection
    }

    /// Sends as much of `bytes` as the system takes.
    func send(_ bytes: ArraySlice<UInt8>) -> Transfer {
        transfer {
            bytes.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
        }
    }

    /// Receives what has arrived into `buffer`.
    func receive(_ buffer: inout [UInt8]) -> Transfer {
        let result = transfer { buffer.withUnsafeMutableBytes { recv(descriptor, $0.baseAddress, $0.count, 0) } }
        return result == .moved(0) ? .ended : result
    }

    private func transfer(_ call: () -> Int) -> Transfer {
        while true {
            let count = call()
            if count >= 0 { return .moved(count) }
            switch errno {
            case EINTR: continue
            case EAGAIN: return .wouldBlock
            default: return .ended
            }
        }
    }

    private static func failed(_ endpoint: RuntimeEndpoint, _ number: Int32) -> RuntimeFailure {
        let reason = systemText(number)
        return RuntimeFailure(
            .connectFailed,
            "The runtime API at \(endpoint.authority) takes no connection (\(reason))."
        )
    }
}
