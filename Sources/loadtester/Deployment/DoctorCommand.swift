import AWSDeployment
import ArgumentParser
import FoundationEssentials
import ProcessControl
import ResultPipeline

/// `loadtester doctor`: whether a run on AWS would work.
struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Check all that a run on AWS needs.",
        discussion: """
            Credentials, quotas, stack, image, network, queue and table. Changes nothing. Each failed check says what it means and
            how to mend it. Ends with 99 where one failed; warnings are no failures.
            """
    )

    @Option(name: [.customShort("t"), .long], help: ArgumentHelp("Tasks of the largest run.", valueName: "n"))
    var tasks = 1

    @Flag(help: "Print the findings as JSON.")
    var json = false

    @OptionGroup(title: "Stack") var stack: StackNameArguments
    @OptionGroup(title: "AWS") var connection: ConnectionArguments

    mutating func run() throws {
        guard (1...1000).contains(tasks) else {
            throw UsageError("--tasks '\(tasks)' is not accepted: give 1 to 1000.")
        }
        let doctor = Doctor(DeploymentServices(try connection.session()), stack: try stack.name(), tasks: tasks)
        let isText = !json
        let findings = try blocking {
            try await doctor.examine { if isText { Terminal.output.write($0.text) } }
        }
        if json {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
            Terminal.output.write(Array(try encoder.encode(findings)) + [0x0A])
        }
        guard findings.contains(where: { $0.outcome == .failed }) else { return }
        CommandExit.end(ExitStatus.thresholdFailed)
    }
}
