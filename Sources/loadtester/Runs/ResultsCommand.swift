import ArgumentParser
import Measurement
import ProcessControl
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
    @OptionGroup var reports: ReportOptions
    @OptionGroup var place: PlaceOptions

    mutating func run() throws {
        let (testId, allowPartial, place) = (testId, allowPartial, place)
        let files = ResultFiles(output: output, reports: reports)
        try files.check()
        let (summary, runs) = try blocking {
            let (runs, header) = try await place.find(testId)
            let summary = try await RunSummarizer(store: runs.store, allowPartial: allowPartial).summarize(header)
            return (summary, runs)
        }
        try files.write(summary, from: runs)
        CommandExit.end(ExitStatus(summary.verdict))
    }
}
