import ArgumentParser
import Measurement
import ProcessControl
import Reporting

/// Further forms of a run's result, each in a file of its own.
struct ReportOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Write a page with charts to this file.", valueName: "file"))
    var report: String?

    @Option(
        parsing: .unconditionalSingleValue,
        help: ArgumentHelp(
            "Write the result in a further form: text, json, html, markdown, csv, endpoints, groups, junit, hgrm, hlog. May be given again.",
            valueName: "form=file"
        )
    )
    var out: [String] = []

    private var files: [(flag: String, file: ReportFile)] {
        get throws {
            let page = try report.map { ("--report", try ReportFile("--report", path: $0, form: .html)) }
            return try [page].compactMap { $0 } + out.map { ("--out", try ReportFile("--out", $0)) }
        }
    }

    /// The files, with the flags that name them.
    var paths: [(flag: String, path: String)] {
        get throws { try files.map { ($0.flag, $0.file.path) } }
    }

    /// Refuses what cannot be written before a run is spent on it.
    func check() throws {
        for (flag, file) in try files { try file.check(flag) }
    }

    /// Writes every file that was asked for; one that cannot be written does not keep others from it.
    /// - Parameter archive: Where the run's records are.
    /// - Throws: `OutputError` that names all that could not be written.
    func write(_ summary: RunSummary, from archive: @autoclosure () throws -> RunArchive) throws {
        let files = try files
        guard !files.isEmpty else { return }
        var document = RunDocument(summary)
        if files.contains(where: { $0.file.form.usesDetail }) {
            let archive = try archive()
            document = try blocking { try await archive.document(of: summary.testId, summary: summary).document }
        }
        document.environment += Machine.facts
        let report = RunReport(document)
        try OutputFile.each(files) { try $0.file.write(report) }
    }
}
