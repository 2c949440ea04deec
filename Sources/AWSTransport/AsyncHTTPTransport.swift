public import AWSClient
internal import AsyncHTTPClient
internal import NIOCore
internal import NIOHTTP1
internal import Synchronization

/// Carries requests to AWS over AsyncHTTPClient: HTTP/1.1, no redirects, no decompression, one thread for all transports.
///
/// Few connections are kept to each host, so that results never compete with the load for descriptors.
public final class AsyncHTTPTransport: HTTPTransport {
    /// The largest response that is read, in bytes: DynamoDB answers with at most 16 MiB.
    public static let largestResponse = 16 * 1024 * 1024

    private let clients: TransportClients
    private let maxResponseBytes: Int
    private let isShutDown = Mutex(false)

    /// Creates a transport. Connections are opened when they are needed.
    /// - Parameters:
    ///   - environment: The variables that count. `AWS_CA_BUNDLE`, `SSL_CERT_FILE`, `SSL_CERT_DIR`: certificates to
    ///     trust instead of the system's, the first that is set. `HTTPS_PROXY`, `NO_PROXY`: the way of requests by TLS;
    ///     those without TLS, and those to the machine or its metadata, never go through a proxy.
    ///   - maxConnectionsPerHost: From 1. Further requests wait for one of these.
    ///   - maxResponseBytes: A larger response is an error.
    /// - Throws: ``TransportError`` with code `refused`, whose message names the variable to mend.
    public init(
        environment: [String: String],
        maxConnectionsPerHost: Int = 8,
        maxResponseBytes: Int = AsyncHTTPTransport.largestResponse
    ) throws(TransportError) {
        clients = TransportClients(
            trust: try TrustStore(environment: environment),
            proxy: try ProxyRule(environment: environment),
            maxConnectionsPerHost: max(maxConnectionsPerHost, 1)
        )
        self.maxResponseBytes = maxResponseBytes
    }

    deinit {
        guard !isShutDown.withLock({ $0 }) else { return }
        Task { [clients] in await clients.shutdown() }
    }

    /// Sends `request` and awaits the whole response within `timeout`, which covers name resolution, connecting, TLS and
    /// the wait for a free connection too.
    /// - Throws: ``TransportError``; `CancellationError`.
    public func send(_ request: TransportRequest, timeout: Duration) async throws -> TransportResponse {
        let outgoing = try outgoing(request)
        // The client hears of a cancellation a little later, when the request may have left.
        try Task.checkCancellation()
        let client = clients.client(scheme: outgoing.scheme, host: outgoing.host)
        do {
            return try await within(timeout) { [maxResponseBytes] in
                let deadline = NIODeadline.now() + TimeAmount(min(timeout, .seconds(86_400)))
                let response = try await client.execute(outgoing.request, deadline: deadline)
                let body = try await response.body.collect(upTo: maxResponseBytes)
                return TransportResponse(
                    status: Int(response.status.code),
                    headers: response.headers.map { HTTPField($0.name, $0.value) },
                    body: Array(body.readableBytesView)
                )
            }
        } catch {
            // A cancelled exchange may have ended with any error.
            try Task.checkCancellation()
            throw TransportError(cause: error, timeout: timeout, limit: maxResponseBytes)
        }
    }

    /// Closes all connections. Requests under way fail, later ones are refused. May be called again.
    public func shutdown() async {
        let isFirst = isShutDown.withLock { isShutDown in
            defer { isShutDown = true }
            return !isShutDown
        }
        if isFirst { await clients.shutdown() }
    }
}
