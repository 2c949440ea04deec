import ArgumentParser
import LocalPipeline
import Measurement
import ResultPipeline

/// `loadtester results`: a run's summary, again.
struct ResultsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "results",
        abstract: "Print the summary of a run again.",
        discussion: "Ends with the status that the run ended with (see 'loadtester --help')."
    )

    @Argument(help: ArgumentHelp("The run, as 'loadtester runs' lists it.", valueName: "test-id"))
    var testId: String

    @Flag(help: "Missing results do not make the run invalid.")
    var allowPartial = false

    @OptionGroup var output: OutputOptions
    @OptionGroup var data: DataOptions

    mutating func run() throws {
        let (testId, allowPartial) = (testId, allowPartial)
        guard TestID.isValid(testId) else {
            throw UsageError("'\(testId)' is no test id; use 1–\(TestID.maxLength) of A-Z a-z 0-9 . _ -.")
        }
        let results = try LocalResults(try data.directory())
        let summary = try blocking {
            guard let header = try await results.registry.header(of: testId) else {
                throw UsageError(
                    "there is no run '\(testId)' in \(results.directory.path); 'loadtester runs' lists those there are."
                )
            }
            return try await RunSummarizer(store: results.store, allowPartial: allowPartial).summarize(header)
        }
        try output.write(summary)
        CommandExit.end(ExitStatus(summary.verdict))
    }
}
