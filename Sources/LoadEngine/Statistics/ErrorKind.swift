import Glibc
import HTTPWire

/// Why a request got no whole response, or failed although it did. There are few of them, so that results stay small whatever a target does.
struct ErrorKind: Hashable, Sendable {
    /// Position in a table of counters, 0 ..< `count`.
    let index: Int

    private init(_ index: Int) {
        self.index = index
    }

    static let dns = ErrorKind(0)
    static let connectRefused = ErrorKind(1)
    static let connectTimeout = ErrorKind(2)
    static let connectReset = ErrorKind(3)
    static let connectUnreachable = ErrorKind(4)
    static let connectFailed = ErrorKind(5)
    static let tlsHandshake = ErrorKind(6)
    static let tlsCertificate = ErrorKind(7)
    static let tlsFailure = ErrorKind(8)
    static let timeout = ErrorKind(9)
    static let connectionClosed = ErrorKind(10)
    static let connectionReset = ErrorKind(11)
    static let tooManyRedirects = ErrorKind(12)
    static let invalidRedirect = ErrorKind(13)
    /// The generator has no free local port: its own fault, not the target's.
    static let noLocalPorts = ErrorKind(14)
    /// The generator has no free descriptor or socket memory: its own fault, not the target's.
    static let noDescriptors = ErrorKind(15)
    /// The target policy forbids the address; no connection was tried.
    static let targetRefused = ErrorKind(16)
    /// A response arrived, and a check that fails its request did not hold.
    static let checkFailed = ErrorKind(17)
    /// A response arrived, and a capture found nothing in it.
    static let captureMissing = ErrorKind(18)
    /// A response arrived whose content is longer than what checks and captures are applied to.
    static let bodyTooLarge = ErrorKind(19)
    /// A request was not sent, because a value in it was missing.
    static let valueMissing = ErrorKind(20)
    /// The target did not accept the client's certificate, or asked for one and got none.
    static let tlsClientCertificate = ErrorKind(21)
    /// The proxy asks for other credentials (407) before it opens a tunnel.
    static let proxyAuthentication = ErrorKind(22)
    /// The proxy answered another status than 2xx or 407 when it was asked for a tunnel.
    static let proxyRefused = ErrorKind(23)
    /// What came from the proxy is no answer to that, or more than one.
    static let proxyInvalid = ErrorKind(24)
    /// The proxy closed or reset the connection instead.
    static let proxyClosed = ErrorKind(25)
    /// The proxy did not answer within the time for connecting.
    static let proxyTimeout = ErrorKind(26)

    private static let ownLabels = [
        "dns", "connect_refused", "connect_timeout", "connect_reset", "connect_unreachable", "connect_failed",
        "tls_handshake", "tls_certificate", "tls_failure", "timeout", "connection_closed", "connection_reset",
        "too_many_redirects", "invalid_redirect", "no_local_ports", "no_descriptors",
        "target_refused", "check_failed", "capture_missing", "body_too_large", "value_missing",
        "tls_client_certificate", "proxy_authentication", "proxy_refused", "proxy_invalid", "proxy_closed",
        "proxy_timeout",
    ]

    /// The peer's bytes were not a response; a connection that closed early is `connectionClosed`.
    init(_ failure: ResponseFailure) {
        self = failure == .closedEarly ? .connectionClosed : ErrorKind(Self.ownLabels.count + Int(failure.rawValue))
    }

    /// What a failed `connect`, or the pending error of a connecting socket, means.
    init(connectError code: Int32) {
        self =
            switch code {
            case ECONNREFUSED: .connectRefused
            case ETIMEDOUT: .connectTimeout
            case ECONNRESET, EPIPE: .connectReset
            case ENETUNREACH, EHOSTUNREACH, ENETDOWN, EHOSTDOWN, EAFNOSUPPORT: .connectUnreachable
            case EADDRNOTAVAIL, EADDRINUSE: .noLocalPorts
            case EMFILE, ENFILE, ENOBUFS, ENOMEM: .noDescriptors
            default: .connectFailed
            }
    }

    /// The keys of results and reports, by index.
    static let labels = ownLabels + ResponseFailure.allCases.map(\.label)
    static let count = labels.count
}
