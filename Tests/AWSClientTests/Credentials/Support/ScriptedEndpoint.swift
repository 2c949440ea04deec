import AWSClient
import Synchronization
import Testing

/// An HTTP endpoint that knows which requests come, in which order, and refuses every other one.
final class ScriptedEndpoint: HTTPTransport {
    /// A request, to the last header field and with its time-out, and what it is answered with.
    struct Exchange: Sendable {
        let request: TransportRequest
        let timeout: Duration
        let answer: Result<TransportResponse, TransportError>
    }

    /// A request that was not in the script.
    struct Unexpected: Error {}

    private let rest: Mutex<[Exchange]>

    init(_ exchanges: [Exchange] = []) { rest = Mutex(exchanges) }

    /// The exchanges that have not taken place.
    var remaining: Int { rest.withLock { $0.count } }

    func send(_ request: TransportRequest, timeout: Duration) async throws -> TransportResponse {
        let next = rest.withLock { $0.isEmpty ? nil : $0.removeFirst() }
        guard let next, next.request == request, next.timeout == timeout else {
            let expected = next.map { "\($0.request) within \($0.timeout)" } ?? "none"
            Issue.record("got \(request) within \(timeout), expected \(expected)")
            throw Unexpected()
        }
        return try next.answer.get()
    }
}

extension ScriptedEndpoint.Exchange {
    /// A GET or PUT to `http://host/path` with the header fields given after `host`.
    static func http(
        _ method: String,
        _ host: String,
        _ path: String,
        _ headers: [HTTPField],
        timeout: Duration,
        answer: Result<TransportResponse, TransportError>
    ) -> Self {
        Self(
            request: TransportRequest(
                method: method,
                url: "http://\(host)\(path)",
                headers: [HTTPField("host", host)] + headers
            ),
            timeout: timeout,
            answer: answer
        )
    }
}

extension Result where Success == TransportResponse, Failure == TransportError {
    /// A response with a text as content.
    static func answer(_ status: Int, _ text: String = "") -> Self {
        .success(TransportResponse(status: status, body: Array(text.utf8)))
    }

    /// No response.
    static func failed(_ code: TransportError.Code) -> Self { .failure(TransportError(code, "of the test")) }
}
