internal import Hummingbird
public import Reporting

/// Serves Prometheus the metrics of one run while it goes on, at `/metrics`. On loopback it answers only requests that name
/// it by a loopback address or `localhost`.
public struct MetricsServer: Sendable {
    private let address: String
    private let port: Int
    private let metrics: @Sendable () -> RunMetrics?

    /// - Parameters:
    ///   - address: IP address to listen at.
    ///   - port: 0 for any that is free.
    ///   - metrics: What there is to tell at this moment; nil before the first look at the run.
    public init(address: String, port: Int, metrics: @escaping @Sendable () -> RunMetrics?) {
        self.address = address
        self.port = port
        self.metrics = metrics
    }

    /// Serves until the caller is cancelled.
    /// - Parameter onListening: Called with the port once connections are taken.
    /// - Throws: ``ListenError`` where the address cannot be listened at.
    public func run(onListening: @escaping @Sendable (Int) -> Void) async throws {
        let metrics = metrics
        let isLoopback = HostName.isLoopback(address) ?? false
        try await WebServer.run(address: address, port: port, onListening: onListening) { request in
            let head = WebRequest(request.head)
            let host = head.header("host").flatMap { HostName.parse($0)?.host }
            let isOwn = host == "localhost" || host.flatMap { HostName.isLoopback($0) } == true
            var response: WebResponse
            if isLoopback && !isOwn {
                response = .text(403, "this server is not known under that name: use its address")
            } else if head.method != "GET" || head.path != ["metrics"] {
                response = .text(404, "ask for /metrics")
            } else {
                response = .prometheus(metrics().map { [$0] } ?? [])
            }
            SecurityHeaders.add(to: &response)
            return Response(response, closes: head.method != "GET")
        }
    }
}
