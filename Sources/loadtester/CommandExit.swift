import AWSClient
import AWSDeployment
import AWSPipeline
import ArgumentParser
import ContainerImage
import Glibc
import LoadEngine
import LoadPlan
import LocalPipeline
import PlanFile
import ResultPipeline

/// A flag or argument that cannot be accepted: one sentence with the flag, the value and what is accepted.
struct UsageError: Error {
    let message: String

    init(_ message: String) {
        self.message = message
    }

    init(_ flag: String, _ error: ExpressionError) {
        message = "\(flag) \(error.message)"
    }
}

/// How the process ends.
enum CommandExit {
    /// Says what went wrong on standard error, or what was asked for (help, version) on standard output, and exits.
    static func end(with error: any Error) -> Never {
        switch error {
        case let error as UsageError: usage(error.message)
        case let error as PlanFileError: planErrors(error)
        case let error as RunError where error.code == .conflict || error.code == .invalidTestId: usage(error.message)
        case let error as RunError: fault(error.message)
        case let error as LocalPipelineError: fault(error.message)
        case let error as EngineError: fault(error.message)
        case let error as SigningError: fault(error.message)
        case let error as AWSError: fault(error.description)
        case let error as TransportError: fault(error.message)
        case let error as DeploymentError: fault(error.message)
        case let error as TableError: fault(error.message)
        case let error as QueueError: fault(error.message)
        case let error as LauncherFault: fault(error.message)
        case let error as DeployError where error.code == .invalidProperties || error.code == .notAgreed:
            usage(error.message)
        case let error as DeployError: fault(error.message)
        case let error as ImageError: fault(error.message)
        case let error as OutputFault: fault(error.message)
        default: parser(error)
        }
    }

    /// Ends with the status of a run's verdict.
    static func end(_ status: ExitStatus) -> Never {
        exit(status.rawValue)
    }

    private static func usage(_ message: String) -> Never {
        Terminal.error.write("error: \(message)\nSee '\(Product.name) \(command)--help'.\n")
        end(.usage)
    }

    /// The command that was given, and a blank; nothing where none was.
    private static var command: String {
        let names = LoadTester.configuration.subcommands.compactMap { $0.configuration.commandName }
        return CommandLine.arguments.dropFirst().first.map { names.contains($0) ? "\($0) " : "" } ?? ""
    }

    /// Every error of a plan file, a line each, as compilers write them.
    private static func planErrors(_ error: PlanFileError) -> Never {
        let count = error.diagnostics.count
        Terminal.error.write(
            "\(error.description)\nerror: \(count) error\(count == 1 ? "" : "s") in the plan; nothing was started.\n"
        )
        end(.usage)
    }

    private static func fault(_ message: String) -> Never {
        Terminal.error.write("error: \(message)\n")
        end(.internalError)
    }

    /// Help and version are no errors; what else the parser reports is a bad flag.
    private static func parser(_ error: any Error) -> Never {
        let code = LoadTester.exitCode(for: error)
        if code.isSuccess {
            Terminal.output.write(LoadTester.fullMessage(for: error) + "\n")
            end(.passed)
        }
        if let unknown = UnknownCommand(CommandLine.arguments) { usage(unknown.message) }
        if code == .validationFailure { usage(LoadTester.message(for: error)) }
        fault("\(error)")
    }
}
