internal import AWSClient
internal import AsyncHTTPClient
internal import Glibc
internal import NIOCore
internal import NIOHTTP1
internal import NIOPosix
internal import NIOSSL

extension TransportError {
    /// What an error of the client means for the caller. Never repeats a header's value, which may be a secret.
    init(cause: any Error, timeout: Duration, limit: Int) {
        switch cause {
        case let error as TransportError: self = error
        case let error as HTTPClientError: self.init(client: error, timeout: timeout)
        case is NIOTooManyBytesError: self.init(.invalidResponse, "the response is larger than \(limit) bytes")
        case HTTPParserError.invalidEOFState: self.init(.connectionClosed, "the connection ended within the response")
        case let error as HTTPParserError: self.init(.invalidResponse, "the response is no HTTP/1.1: \(error)")
        case let error as IOError: self.init(system: error)
        case let error as NIOConnectionError: self.init(connecting: error)
        case NIOSSLError.uncleanShutdown: self.init(.connectionClosed, "the connection ended within the response")
        case is NIOSSLError, is NIOSSLExtraError, is BoringSSLError:
            self.init(
                .connectFailed,
                "TLS failed: \(cause). Check the certificates that AWS_CA_BUNDLE or SSL_CERT_FILE name"
            )
        case ChannelError.connectTimeout: self.init(.timeout, "no connection within 10 s")
        case is ChannelError: self.init(.connectionClosed, "the connection ended: \(cause)")
        default: self.init(.connectionClosed, "the exchange failed: \(cause)")
        }
    }

    private init(client error: HTTPClientError, timeout: Duration) {
        switch error {
        case .deadlineExceeded, .readTimeout, .writeTimeout, .getConnectionFromPoolTimeout:
            self.init(.timeout, "no whole response within \(timeout)")
        case .connectTimeout, .tlsHandshakeTimeout, .httpProxyHandshakeTimeout, .socksHandshakeTimeout:
            self.init(.timeout, "no connection in time: \(error.shortDescription)")
        case .remoteConnectionClosed, .uncleanShutdown, .cancelled, .requestStreamCancelled:
            self.init(.connectionClosed, "the connection ended before the whole response")
        case .proxyAuthenticationRequired, .invalidProxyResponse:
            self.init(.connectFailed, "the proxy that HTTPS_PROXY names did not connect: \(error.shortDescription)")
        case .alreadyShutdown:
            self.init(.refused, "the transport was shut down")
        default:
            self.init(.refused, "the request cannot be sent: \(error.shortDescription)")
        }
    }

    private init(system error: IOError) {
        switch error.errnoCode {
        case ECONNREFUSED, EHOSTUNREACH, ENETUNREACH, EADDRNOTAVAIL, EMFILE, ENFILE:
            self.init(.connectFailed, "no connection: \(error)")
        case ETIMEDOUT:
            self.init(.timeout, "no connection in time: \(error)")
        default:
            self.init(.connectionClosed, "the connection ended before the whole response: \(error)")
        }
    }

    private init(connecting error: NIOConnectionError) {
        if let reason = error.connectionErrors.first?.error {
            let code: Code = reason is ChannelError ? .timeout : .connectFailed
            self.init(code, "no connection to \(error.host) port \(error.port): \(reason)")
        } else {
            self.init(.connectFailed, "the host name \(error.host) is not known: check the endpoint and the region")
        }
    }
}
