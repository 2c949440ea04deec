import Glibc
import Reporting

/// A file that a report goes to, and the form that it takes there: `FORM=FILE`, or `FILE` where its ending tells the form.
struct ReportFile {
    let form: ReportForm
    let path: String

    /// - Parameter form: The form where the text names none; nil for the one that the file's ending tells.
    /// - Throws: `UsageError` that names the flag and what it accepts.
    init(_ flag: String, _ text: String, form: ReportForm? = nil) throws {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        if parts.count == 2, let named = ReportForm(rawValue: parts[0]) {
            (self.form, path) = (named, parts[1])
        } else if let form = form ?? ReportForm(fileName: text) {
            (self.form, path) = (form, text)
        } else {
            let forms = ReportForm.allCases.map(\.rawValue).joined(separator: ", ")
            throw UsageError("\(flag) '\(text)' is not accepted: give FORM=FILE with one of \(forms).")
        }
        guard !path.isEmpty else { throw UsageError("\(flag) '\(text)' names no file: give FORM=FILE.") }
    }

    /// A file that a flag names without its form.
    /// - Throws: `UsageError` where it names none.
    init(_ flag: String, path: String, form: ReportForm) throws {
        guard !path.isEmpty else { throw UsageError("\(flag) '' names no file: give one.") }
        (self.form, self.path) = (form, path)
    }

    /// Refuses a file that cannot be written before a run is spent on it.
    func check(_ flag: String) throws {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            throw UsageError(
                "\(flag) '\(path)' cannot be written (\(String(cString: strerror(errno)))): name another file."
            )
        }
        close(descriptor)
    }

    /// Writes the report of a run.
    func write(_ report: RunReport) throws {
        try OutputFile.write(try report.made(form), to: path)
    }
}

/// Files that results are written to.
enum OutputFile {
    /// Does all of `writes`, whatever becomes of those before.
    /// - Throws: `OutputError` that names all that could not be written; whatever else one throws.
    static func each<Writes: Sequence>(_ writes: Writes, _ write: (Writes.Element) throws -> Void) throws {
        var problems: [String] = []
        for item in writes {
            do { try write(item) } catch let error as OutputError { problems.append(error.description) }
        }
        guard problems.isEmpty else { throw OutputError(problems.joined(separator: "; ")) }
    }

    /// Writes `bytes` to a file, or to standard output where there is none.
    static func write(_ bytes: [UInt8], to path: String?) throws {
        guard let path else {
            guard Terminal.output.write(bytes) else { throw refusal("standard output") }
            return
        }
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw refusal("'\(path)'") }
        let isWritten = Terminal(descriptor: descriptor).write(bytes)
        guard close(descriptor) == 0, isWritten else { throw refusal("'\(path)'") }
    }

    private static func refusal(_ place: String) -> OutputError {
        OutputError("the result could not be written to \(place) (\(String(cString: strerror(errno))))")
    }
}

extension RunReport {
    /// The report in one form.
    /// - Throws: `UsageError` where the form needs what is not there.
    func made(_ form: ReportForm) throws -> [UInt8] {
        do {
            return try bytes(form)
        } catch {
            throw UsageError("\(error.message).")
        }
    }
}
