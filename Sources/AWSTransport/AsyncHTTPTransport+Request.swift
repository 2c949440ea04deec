internal import AWSClient
internal import AsyncHTTPClient
internal import FoundationEssentials
internal import NIOCore
internal import NIOHTTP1

extension AsyncHTTPTransport {
    /// A request in the client's own terms.
    struct Outgoing: Sendable {
        let request: HTTPClientRequest
        let scheme: String
        let host: String
    }

    /// Turns a request into the client's own.
    /// - Throws: ``TransportError`` with code `refused` for a URL of another scheme.
    func outgoing(_ request: TransportRequest) throws(TransportError) -> Outgoing {
        guard let url = URL(string: request.url), let scheme = url.scheme?.lowercased(),
            scheme == "http" || scheme == "https", let host = url.host(percentEncoded: false), !host.isEmpty
        else {
            throw TransportError(.refused, "the URL of a request is none of http or https with a host")
        }
        var outgoing = HTTPClientRequest(url: request.url)
        outgoing.method = HTTPMethod(rawValue: request.method)
        for field in request.headers { outgoing.headers.add(name: field.name, value: field.value) }
        if !request.body.isEmpty { outgoing.body = .bytes(ByteBuffer(bytes: request.body)) }
        return Outgoing(request: outgoing, scheme: scheme, host: host)
    }

    /// The result of `operation`, or a time-out: whichever comes first ends the other.
    func within<Result: Sendable>(
        _ timeout: Duration,
        _ operation: @escaping @Sendable () async throws -> Result
    ) async throws -> Result {
        try await withThrowingTaskGroup(of: Result?.self) { group in
            group.addTask { try await operation() }
            group.addTask {
                try await Task.sleep(for: timeout)
                return nil
            }
            defer { group.cancelAll() }
            guard let first = try await group.next(), let result = first else {
                throw HTTPClientError.deadlineExceeded
            }
            return result
        }
    }
}
