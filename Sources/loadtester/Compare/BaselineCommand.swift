import ArgumentParser
import Measurement
import ProcessControl
import Reporting
import ResultPipeline

/// `loadtester baseline`: what later runs are compared with.
struct BaselineCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "baseline",
        abstract: "Set, show or remove the run that later runs are compared with.",
        discussion: """
            A baseline is a copy: it stays when the run's records are gone. With --file it can be kept in a repository, and \
            'loadtester compare FILE NEW' reads it from there.
            """,
        subcommands: [BaselineSet.self, BaselineShow.self, BaselineClear.self]
    )
}

struct BaselineSet: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "set", abstract: "Make a run the baseline.")

    @Argument(help: ArgumentHelp("A test id, or a JSON file.", valueName: "test-id"))
    var reference: String

    @Option(help: ArgumentHelp("Name of the baseline, for several beside each other.", valueName: "name"))
    var name = BaselineStore.defaultName

    @Option(help: ArgumentHelp("Write it to this file instead.", valueName: "file"))
    var file: String?

    @Flag(help: "Take a run that did not pass.")
    var force = false

    @OptionGroup var place: PlaceOptions

    mutating func run() throws {
        let store = BaselineStore(try place.data.directory())
        let run = try RunReference(text: reference, place: place).resolve()
        guard force || run.summary.verdict == .passed else {
            throw UsageError(
                "the run '\(run.summary.testId)' is \(run.summary.verdict.rawValue): a baseline should have passed; --force takes it all the same."
            )
        }
        let path = try store.write(run, name: name, file: file)
        Terminal.output.write("Run \(run.summary.testId) is the baseline: \(path)\n")
    }
}

struct BaselineShow: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "Print the baseline's summary.")

    @Option(help: ArgumentHelp("Name of the baseline.", valueName: "name"))
    var name = BaselineStore.defaultName

    @OptionGroup var output: OutputOptions
    @OptionGroup var data: DataOptions

    mutating func run() throws {
        try output.write(try BaselineStore(try data.directory()).read(name).summary)
    }
}

struct BaselineClear: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "clear", abstract: "Remove the baseline.")

    @Option(help: ArgumentHelp("Name of the baseline.", valueName: "name"))
    var name = BaselineStore.defaultName

    @OptionGroup var data: DataOptions

    mutating func run() throws {
        let existed = try BaselineStore(try data.directory()).remove(name)
        Terminal.output.write(existed ? "The baseline '\(name)' is removed.\n" : "There was no baseline '\(name)'.\n")
    }
}
