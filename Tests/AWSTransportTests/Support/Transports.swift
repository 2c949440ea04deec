import AWSClient
import AWSTransport

/// Runs `body` with a transport that is shut down afterwards.
func withTransport<Result>(
    environment: [String: String] = [:],
    maxConnectionsPerHost: Int = 8,
    maxResponseBytes: Int = AsyncHTTPTransport.largestResponse,
    _ body: (AsyncHTTPTransport) async throws -> Result
) async throws -> Result {
    let transport = try AsyncHTTPTransport(
        environment: environment,
        maxConnectionsPerHost: maxConnectionsPerHost,
        maxResponseBytes: maxResponseBytes
    )
    do {
        let result = try await body(transport)
        await transport.shutdown()
        return result
    } catch {
        await transport.shutdown()
        throw error
    }
}

extension RawServer {
    var url: String { "http://127.0.0.1:\(port)" }

    /// Sends one GET to this server by a transport of its own.
    func get(timeout: Duration = .seconds(20), maxResponseBytes: Int = AsyncHTTPTransport.largestResponse) async throws
        -> TransportResponse
    {
        try await withTransport(maxResponseBytes: maxResponseBytes) { transport in
            try await transport.send(TransportRequest(method: "GET", url: url + "/"), timeout: timeout)
        }
    }

    /// The error of one GET to this server.
    func error(timeout: Duration = .seconds(20)) async throws -> TransportError? {
        do {
            _ = try await get(timeout: timeout)
            return nil
        } catch let error as TransportError {
            return error
        }
    }
}
