import ArgumentParser
import Glibc
import Measurement
import ProcessControl
import ResultPipeline

/// `loadtester watch`: follows a run that goes on elsewhere.
struct WatchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch",
        abstract: "Follow a run to its end, and print its report.",
        discussion: "Ctrl-C ends the watching, not the run: 'loadtester stop' does that."
    )

    @Argument(help: ArgumentHelp("The run, as 'loadtester runs' lists it.", valueName: "test-id"))
    var testId: String

    @Flag(help: "Missing results do not make the run invalid.")
    var allowPartial = false

    @Flag(name: .shortAndLong, help: "No progress on standard error.")
    var quiet = false

    @OptionGroup var output: OutputOptions
    @OptionGroup var reports: ReportOptions
    @OptionGroup var place: PlaceOptions

    mutating func run() throws {
        let (testId, allowPartial, place) = (testId, allowPartial, place)
        let files = ResultFiles(output: output, reports: reports)
        try files.check()
        let (runs, header) = try blocking { try await place.find(testId) }
        let progress = ProgressWriter(
            header.plan,
            testId: testId,
            isQuiet: quiet,
            isColoured: output.isColoured
        )
        Signals.onInterrupt { _ in
            progress.leave()
            _exit(ExitStatus.interrupted.rawValue)
        }
        defer { progress.finish() }
        let summary = try blocking {
            try await runs.director(allowPartial: allowPartial).attend(testId) { progress.show($0) }
        }
        progress.finish()
        try files.write(summary, from: runs)
        CommandExit.end(ExitStatus(summary.verdict))
    }
}
