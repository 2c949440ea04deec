internal import Glibc

/// Sends requests and receives their responses, one at a time, over a connection that is kept between them.
struct Exchanger {
    private enum Attempt {
        case response(RuntimeResponse)
        case stopRequested
        /// The peer ended the connection and sent nothing.
        case unanswered
    }

    let endpoint: RuntimeEndpoint
    let wakeup: Wakeup
    /// For connecting, and for exchanges that have an end.
    let timeout: Duration
    private var kept: Connection?
    private var buffer = [UInt8](repeating: 0, count: 64 * 1024)

    init(_ endpoint: RuntimeEndpoint, _ wakeup: Wakeup, timeout: Duration) {
        self.endpoint = endpoint
        self.wakeup = wakeup
        self.timeout = timeout
    }

    /// Sends `request` and waits for the whole response.
    ///
    /// A kept connection may have been closed by the peer since: where it ends before a byte of the response came, the
    /// request is sent once more over a new one. Repeating does no harm here: the API refuses a second answer to an
    /// invocation.
    /// - Parameter endless: no time-out, but a request to stop ends the wait as long as nothing was received.
    /// - Returns: nil at a request to stop.
    /// - Throws: ``RuntimeFailure`` `connectFailed`, `connectionLost`, `timedOut`, `invalidResponse`.
    mutating func exchange(_ request: [UInt8], endless: Bool = false) throws(RuntimeFailure) -> RuntimeResponse? {
        if let connection = kept {
            kept = nil
            switch try attempt(request, on: connection, endless) {
            case .response(let response): return response
            case .stopRequested: return nil
            case .unanswered: break
            }
        }
        let connection = try Connection.open(to: endpoint, wakeup, timeout: timeout)
        switch try attempt(request, on: connection, endless) {
        case .response(let response): return response
        case .stopRequested: return nil
        case .unanswered:
            throw RuntimeFailure(.connectionLost, "The runtime API closed the connection and sent no response.")
        }
    }

    /// Sends and receives at the same time: the API may refuse a large request before it has read all of it.
    private mutating func attempt(
        _ request: [UInt8],
        on connection: Connection,
        _ endless: Bool
    ) throws(RuntimeFailure) -> Attempt {
        var unsent = request[...]
        var wasCut = false
        var collector = ResponseCollector()
        let deadline = endless ? nil : ContinuousClock.Instant.now + timeout
        while true {
            if !unsent.isEmpty, !wasCut {
                switch connection.send(unsent) {
                case .moved(let count): unsent = unsent.dropFirst(count)
                case .wouldBlock: break
                // What it sent before may still be there to be read.
                case .ended: wasCut = true
                }
            }
            switch connection.receive(&buffer) {
            case .moved(let count):
                guard let response = try collector.take(buffer[..<count]) else { continue }
                if unsent.isEmpty, collector.keepsConnection { kept = connection }
                return .response(response)
            case .ended:
                guard collector.hasStarted else { return .unanswered }
                return .response(try collector.finish())
            case .wouldBlock: break
            }
            let events = unsent.isEmpty || wasCut ? POLLIN : POLLIN | POLLOUT
            switch wakeup.wait(
                for: connection.descriptor,
                events,
                until: deadline,
                minding: endless && !collector.hasStarted
            ) {
            case .ready: continue
            case .stopRequested: return .stopRequested
            case .timedOut:
                throw RuntimeFailure(.timedOut, "The runtime API did not answer within \(timeout).")
            }
        }
    }
}
