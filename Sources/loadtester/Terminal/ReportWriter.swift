import ArgumentParser
import FoundationEssentials
import Glibc
import Measurement
import Reporting
import ResultPipeline

/// The form in which results are written.
enum ReportFormat: String, CaseIterable, ExpressibleByArgument {
    case text, json
}

/// Where and how results are written; shared by the commands that do.
struct OutputOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Form of the result.", valueName: "text|json"))
    var format: ReportFormat = .text

    @Option(name: [.customShort("o"), .long], help: ArgumentHelp("Write the result to this file.", valueName: "file"))
    var output: String?

    @Flag(name: .customLong("no-color"), help: "No colours (also with NO_COLOR in the environment).")
    var noColor = false

    /// Whether colours are wanted where a terminal shows them (https://no-color.org), and this one does.
    var isColoured: Bool {
        let environment = ProcessInfo.processInfo.environment
        return !noColor && environment["NO_COLOR"].map { $0.isEmpty } ?? true && environment["TERM"] != "dumb"
    }

    /// Writes a summary.
    /// - Throws: `OutputError` when it cannot be written.
    func write(_ summary: RunSummary) throws {
        switch format {
        case .json: try write(JSONReport(summary).bytes)
        case .text:
            let isTerminal = output == nil && Terminal.output.isInteractive
            let options = TextOptions(
                width: isTerminal ? min(120, Terminal.output.width) : 100,
                isColoured: isTerminal && isColoured
            )
            try write(TextReport(summary, options: options).bytes)
        }
    }

    /// Writes bytes to the file that was asked for, or to standard output.
    func write(_ bytes: [UInt8]) throws {
        try OutputFile.write(bytes, to: output)
    }

    /// Refuses a file that cannot be written before a run is spent on it.
    func check() throws {
        guard let output else { return }
        let descriptor = open(output, O_WRONLY | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            throw UsageError(
                "--output '\(output)' cannot be written (\(String(cString: strerror(errno)))): name another file."
            )
        }
        close(descriptor)
    }
}

/// A result that could not be written.
struct OutputError: Error, CustomStringConvertible {
    let description: String

    init(_ problem: String) {
        description = problem
    }
}
