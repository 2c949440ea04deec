internal import AWSClient
private import Synchronization

/// The rosters of all runs of a fleet.
final class RosterBook: Sendable {
    private let container: String
    private let rosters = Mutex<[String: TaskRoster]>([:])

    init(container: String) {
        self.container = container
    }

    /// What is known of a run.
    func roster(of testId: String) -> TaskRoster {
        rosters.withLock { $0[testId] } ?? TaskRoster(testId: testId, container: container)
    }

    /// Takes in what ECS said.
    func change(_ testId: String, _ body: (inout TaskRoster) -> Void) {
        rosters.withLock { body(&$0[testId, default: TaskRoster(testId: testId, container: container)]) }
    }
}
