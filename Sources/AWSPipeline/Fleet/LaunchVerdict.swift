internal import AWSClient
internal import ResultPipeline

/// What an attempt to start a task has come to.
enum LaunchVerdict: Hashable, Sendable {
    /// There is a task.
    case started(ECSTask)
    /// ECS has answered that it cannot now: the next attempt is another, under another token.
    case refused(LaunchFailure)
    /// No outcome, or none that ECS remembers: the same attempt is to be repeated. A failure where it is for more than the
    /// rate of calls.
    case held(LaunchFailure?)
    /// This task cannot be started.
    case failed(LaunchFailure)
    /// No task of this fleet can be started.
    case hopeless(LaunchFailure)

    /// The outcome of a call that was answered.
    init(_ answer: ECSTaskAnswer, spot: Bool) {
        if let task = answer.tasks.first {
            self = .started(task)
            return
        }
        let failure = answer.failures.first
        let reason = failure?.reason ?? "no reason given"
        let obstacle = LaunchObstacle(reason: reason)
        let text = [reason, failure?.detail].compactMap { $0 }.joined(separator: ": ")
        let outcome = obstacle.failure(text, spot: spot)
        self = obstacle.mayPass ? .refused(outcome) : .failed(outcome)
    }

    /// The outcome of a call that failed.
    init(_ error: AWSError, spot: Bool) {
        let obstacle = LaunchObstacle(error)
        let failure = obstacle.failure(error.description, spot: spot)
        self =
            switch obstacle {
            case .rate, .service: .held(nil)
            case .capacity, .quota: .held(failure)
            case .conflict: .failed(failure)
            default: .hopeless(failure)
            }
    }
}
