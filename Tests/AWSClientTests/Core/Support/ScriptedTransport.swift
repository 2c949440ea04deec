import AWSClient
import Synchronization

/// A transport that answers as its script says, request by request, and refuses one that the script does not expect.
final class ScriptedTransport: HTTPTransport {
    /// One step of the script.
    enum Answer: Sendable {
        case response(TransportResponse)
        case failure(TransportError)
        case cancellation
    }

    /// What was sent, and how long the answer was awaited.
    struct Sent: Sendable {
        let request: TransportRequest
        let timeout: Duration
    }

    /// The script had no answer for a request.
    struct Unexpected: Error {}

    private let state: Mutex<(answers: [Answer], sent: [Sent])>

    init(_ answers: [Answer]) {
        state = Mutex((answers.reversed(), []))
    }

    var sent: [Sent] { state.withLock { $0.sent } }
    var requests: [TransportRequest] { sent.map(\.request) }
    /// Whether every answer was fetched.
    var isFinished: Bool { state.withLock { $0.answers.isEmpty } }

    func send(_ request: TransportRequest, timeout: Duration) async throws -> TransportResponse {
        let answer = state.withLock { state in
            state.sent.append(Sent(request: request, timeout: timeout))
            return state.answers.popLast()
        }
        switch answer {
        case .response(let response): return response
        case .failure(let error): throw error
        case .cancellation: throw CancellationError()
        case nil: throw Unexpected()
        }
    }
}

extension ScriptedTransport.Answer {
    static let success = response(TransportResponse(status: 200, body: Array("{}".utf8)))

    /// An error of the JSON protocol.
    static func error(_ status: Int, _ code: String, headers: [HTTPField] = []) -> Self {
        let body = #"{"__type":"com.amazonaws.x#\#(code)","message":"said \#(code)"}"#
        return .response(TransportResponse(status: status, headers: headers, body: Array(body.utf8)))
    }
}

extension TransportRequest {
    func header(_ name: String) -> String? { headers.first { $0.name.lowercased() == name }?.value }
}
