import AWSClient
import FoundationEssentials
import Synchronization

/// Keeps the requests of operations and answers them with given content.
final class OperationRecorder: AWSCaller {
    private let answers: Mutex<[AWSResponse]>
    private let kept = Mutex<[AWSRequest]>([])

    /// Answers in order; the last one is given again and again.
    init(_ answers: String...) {
        self.answers = Mutex(answers.map { AWSResponse(status: 200, body: Array($0.utf8)) })
    }

    init(_ answer: AWSResponse) {
        answers = Mutex([answer])
    }

    var requests: [AWSRequest] { kept.withLock { $0 } }
    /// Contents of the requests.
    var bodies: [String] { requests.map { String(decoding: $0.body, as: UTF8.self) } }

    func call(_ request: AWSRequest) async throws -> AWSResponse {
        kept.withLock { $0.append(request) }
        return answers.withLock { $0.count > 1 ? $0.removeFirst() : $0[0] }
    }
}
