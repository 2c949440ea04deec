import AWSClient
import Synchronization

/// Keeps each request, and gives the answers in their order.
final class RecordingCaller: AWSCaller {
    private struct State {
        var requests: [AWSRequest] = []
        var answers: [Result<String, AWSError>]
    }

    private let state: Mutex<State>

    init(_ answers: Result<String, AWSError>...) {
        state = Mutex(State(answers: answers))
    }

    var requests: [AWSRequest] { state.withLock { $0.requests } }
    var bodies: [String] { requests.map { String(decoding: $0.body, as: UTF8.self) } }

    func call(_ request: AWSRequest) async throws -> AWSResponse {
        let answer = try state.withLock { state in
            state.requests.append(request)
            guard !state.answers.isEmpty else {
                throw AWSError(
                    operation: request.operation,
                    code: "unexpected",
                    message: "no more requests are expected"
                )
            }
            return try state.answers.removeFirst().get()
        }
        return AWSResponse(
            status: 200,
            headers: [HTTPField("X-Amzn-RequestId", "R1")],
            body: Array(answer.utf8)
        )
    }
}
