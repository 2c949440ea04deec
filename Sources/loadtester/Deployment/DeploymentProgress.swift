import AWSDeployment
import Glibc
import ProcessControl
import ResultPipeline

/// What the commands of deployment say while they work: on standard error.
enum DeploymentProgress {
    /// Writes an event.
    static let write: @Sendable (DeployEvent) -> Void = { Terminal.error.write($0.text + "\n") }

    /// Leaves at the first signal; AWS goes on.
    static func leaveOnInterrupt(_ verb: String) {
        Signals.onInterrupt { _ in
            Terminal.error.write("Left. CloudFormation goes on; run 'loadtester \(verb)' again to see where it is.\n")
            _exit(ExitStatus.interrupted.rawValue)
        }
    }

    /// Asks a person a question that `yes` answers; nobody to ask is a no.
    static func agree(_ question: String) -> Bool {
        guard isatty(STDIN_FILENO) == 1 else { return false }
        Terminal.error.write("\(question) [y/N] ")
        return ["y", "yes"].contains(readLine()?.lowercased() ?? "")
    }
}
