import ArgumentParser
import Dashboard
import ProcessControl
import Reporting
import ResultPipeline

/// `loadtester runs`: what was run, newest first.
struct RunsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "runs", abstract: "List the runs, newest first.")

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Most runs to list. Default: 20.", valueName: "n"),
        transform: { try WholeNumber.parse($0, in: 1...1_000_000) }
    )
    var limit: Int?

    @Option(help: ArgumentHelp("Whose runs: of this machine, or of a deployment on AWS.", valueName: "local|aws"))
    var on = RunPlace.local

    @OptionGroup var output: OutputOptions
    @OptionGroup var data: DataOptions
    @OptionGroup(title: "AWS") var aws: AWSArguments

    mutating func run() throws {
        let limit = limit ?? 20
        let runs: RunArchive =
            on == .local ? try .local(data) : .aws(try blocking { [aws] in try await aws.deployment() })
        let list = RunListReport(try blocking { try await runs.registry.runs(limit: limit) }.map(RunListEntry.init))
        try output.write(output.format == .json ? list.json : list.text)
    }
}
