import Glibc
import ProcessControl
import ResultPipeline
import Synchronization

/// What Ctrl-C means to a run: the first asks it to end, the second ends this process, and the workers with it.
final class RunInterrupts: Sendable {
    private let isOver = Mutex(false)

    /// Takes signals from now on.
    /// - Parameters:
    ///   - stopping: What is said to the first.
    ///   - leaving: What is said to the second.
    init(
        _ director: RunDirector,
        _ testId: String,
        _ progress: ProgressWriter,
        stopping: String,
        leaving: String? = nil
    ) {
        Signals.onInterrupt { [weak self] count in
            guard count == 1 else {
                progress.leave()
                if let leaving { progress.say(leaving) }
                _exit(ExitStatus.interrupted.rawValue)
            }
            guard self?.isOver.withLock({ $0 }) == false else {
                return progress.say("The run is over, and its report about to be written. Once more ends at once.")
            }
            progress.say(stopping)
            Task { await director.insistOnStop(testId) }
        }
    }

    /// The run has its result: nothing is left to be stopped.
    func runIsOver() {
        isOver.withLock { $0 = true }
    }
}

extension RunDirector {
    /// Tells a run to end, again until it is told: it may not be registered yet, or its registry not answer.
    fileprivate func insistOnStop(_ testId: String) async {
        while (try? await stop(testId)) == nil { try? await Task.sleep(for: .milliseconds(100)) }
    }
}
