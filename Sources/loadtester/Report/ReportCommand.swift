public import ArgumentParser
import Measurement
import ProcessControl
public import Reporting
import ResultPipeline

extension ReportForm: ExpressibleByArgument {}

/// `loadtester report`: a run in any form, again.
struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Write the report of a run: a page with charts, or any other form.",
        discussion: """
            The run is a test id, or a file with a summary in JSON. Without --out the report goes to standard output. \
            Ends with 0 whatever the run's verdict: 'loadtester results' ends with the run's status.
            """
    )

    @Argument(help: ArgumentHelp("The run, as 'loadtester runs' lists it, or a JSON file.", valueName: "test-id"))
    var reference: String

    @Option(
        help: ArgumentHelp(
            "Form of the report. Default: what the file's ending tells, else html.",
            valueName: ReportForm.allCases.map(\.rawValue).joined(separator: "|")
        )
    )
    var format: ReportForm?

    @Option(
        parsing: .unconditionalSingleValue,
        help: ArgumentHelp("Write it to this file; may be given again, also as form=file.", valueName: "file")
    )
    var out: [String] = []

    @Flag(help: "Missing results do not make the run invalid.")
    var allowPartial = false

    @OptionGroup var place: PlaceOptions

    mutating func run() throws {
        let files = try out.map { try ReportFile("--out", $0, form: format ?? (ReportForm(fileName: $0) ?? .html)) }
        let report = RunReport(try document())
        guard !files.isEmpty else { return try OutputFile.write(try report.made(format ?? .html), to: nil) }
        try OutputFile.each(files) { try $0.write(report) }
    }

    private func document() throws -> RunDocument {
        let (reference, place, allowPartial) = (reference, place, allowPartial)
        if RunFile.isFile(reference) { return RunDocument(try RunFile.read(reference).summary) }
        return try blocking {
            let (archive, _) = try await place.find(reference)
            return try await archive.document(of: reference, allowPartial: allowPartial).document
        }
    }
}
