internal import AsyncHTTPClient
internal import NIOCore
internal import NIOPosix
internal import NIOSSL

/// The clients of a transport: one that connects straight, and one that goes through a proxy where there is one, as
/// AsyncHTTPClient has one way per client.
struct TransportClients: Sendable {
    /// One thread for all transports, started by the first. It is never ended: a request that comes with the end of its
    /// transport still needs it.
    private static let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)

    private let direct: HTTPClient
    private let proxied: HTTPClient?
    private let proxy: ProxyRule?

    init(trust: TrustStore, proxy: ProxyRule?, maxConnectionsPerHost: Int) {
        var configuration = Self.configuration(trust: trust, maxConnectionsPerHost: maxConnectionsPerHost)
        direct = HTTPClient(eventLoopGroupProvider: .shared(Self.group), configuration: configuration)
        self.proxy = proxy
        if let proxy {
            configuration.proxy = proxy.configuration
            proxied = HTTPClient(eventLoopGroupProvider: .shared(Self.group), configuration: configuration)
        } else {
            proxied = nil
        }
    }

    /// The client for a host.
    func client(scheme: String, host: String) -> HTTPClient {
        guard let proxied, let proxy, scheme == "https", proxy.covers(host: host) else { return direct }
        return proxied
    }

    func shutdown() async {
        // The clients fail only where they were shut down before.
        try? await direct.shutdown()
        try? await proxied?.shutdown()
    }

    private static func configuration(trust: TrustStore, maxConnectionsPerHost: Int) -> HTTPClient.Configuration {
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.minimumTLSVersion = .tlsv12
        if let path = trust.path { tls.trustRoots = .file(path) }
        var configuration = HTTPClient.Configuration(
            tlsConfiguration: tls,
            redirectConfiguration: .disallow,
            timeout: HTTPClient.Configuration.Timeout(connect: .seconds(10)),
            decompression: .disabled
        )
        configuration.httpVersion = .http1Only
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = maxConnectionsPerHost
        // AWS closes idle connections after some 20 s or more; a request on one that just closed would fail.
        configuration.connectionPool.idleTimeout = .seconds(15)
        // Repetitions are the caller's: it counts and spaces them.
        configuration.connectionPool.retryConnectionEstablishment = false
        return configuration
    }
}
