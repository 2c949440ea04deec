import ArgumentParser
import ProcessControl
import ResultPipeline

/// `loadtester stop`: ends a run in good order.
struct StopCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stop",
        abstract: "Stop a run: no more arrivals, requests in flight are awaited, the report is kept.",
        discussion: "Returns at once; 'loadtester watch' follows the run to its end. Stopping again changes nothing."
    )

    @Argument(help: ArgumentHelp("The run, as 'loadtester runs' lists it.", valueName: "test-id"))
    var testId: String

    @OptionGroup var place: PlaceOptions

    mutating func run() throws {
        let (testId, place) = (testId, place)
        let header = try blocking {
            let (runs, header) = try await place.find(testId)
            guard header.outcome == nil else { return header }
            let reason = StopReason(.user, "stopped by 'loadtester stop'")
            try await runs.registry.requestStop(testId, reason: reason.description)
            return header
        }
        let message =
            if let outcome = header.outcome {
                "Run \(testId) had ended: \(outcome.verdict)."
            } else {
                "Run \(testId) is told to stop; its tasks notice within about a second."
            }
        Terminal.output.write(message + "\n")
    }
}
