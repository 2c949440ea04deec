import AWSClient
import AWSSigning
import Synchronization

/// A source of keys that gives what the test says, and counts how often it was asked.
final class ScriptedKeys: CredentialProvider {
    private let state: Mutex<(answer: Result<Credentials, AWSError>, asked: Int)>

    init(_ answer: Result<Credentials, AWSError>) { state = Mutex((answer, 0)) }

    var asked: Int { state.withLock { $0.asked } }

    func answer(_ answer: Result<Credentials, AWSError>) { state.withLock { $0.answer = answer } }

    func credentials() async throws -> Credentials {
        try state.withLock { state in
            state.asked += 1
            return state.answer
        }.get()
    }
}
