import ArgumentParser
import Dashboard
import ProcessControl
import Reporting
import ResultPipeline

/// `loadtester runs`: what was run, newest first.
struct RunsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "runs", abstract: "List the runs, newest first.")

    @Option(help: "Most runs to list.")
    var limit = 20

    @Option(help: ArgumentHelp("Whose runs: of this machine, or of a deployment on AWS.", valueName: "local|aws"))
    var on = RunPlace.local

    @OptionGroup var output: OutputOptions
    @OptionGroup var data: DataOptions
    @OptionGroup(title: "AWS") var aws: AWSArguments

    mutating func run() throws {
        let limit = limit
        guard limit > 0 else {
            throw UsageError("--limit '\(limit)' is not accepted: give a whole number of at least 1.")
        }
        let runs: RunArchive =
            on == .local ? try .local(data) : .aws(try blocking { [aws] in try await aws.deployment() })
        let list = RunListReport(try blocking { try await runs.registry.runs(limit: limit) }.map(RunListEntry.init))
        try output.write(output.format == .json ? list.json : list.text)
    }
}
