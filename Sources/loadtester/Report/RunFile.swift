import FoundationEssentials
import Glibc
import Measurement
import Reporting

/// A run in a file: its summary as `--format json` prints it, or a baseline.
enum RunFile {
    private static let mostBytes = 512 << 20

    /// Whether a text names a file rather than a run.
    static func isFile(_ text: String) -> Bool {
        text.contains("/") || text.hasSuffix(".json")
    }

    /// - Throws: `UsageError` that says what the file should hold.
    static func read(_ path: String) throws -> ComparedRun {
        var status = stat()
        guard stat(path, &status) == 0, status.st_size <= mostBytes,
            let data = try? Data(contentsOf: URL(filePath: path))
        else { throw UsageError("the file '\(path)' cannot be read: name a summary in JSON, or a test id.") }
        let run = try decode(data, path)
        do {
            try run.check()
        } catch {
            throw UsageError("the file '\(path)' holds no summary that can be shown: \(error.message).")
        }
        return run
    }

    private static func decode(_ data: Data, _ path: String) throws -> ComparedRun {
        let decoder = JSONDecoder()
        if let run = try? decoder.decode(ComparedRun.self, from: data) { return run }
        do {
            return ComparedRun(try decoder.decode(RunSummary.self, from: data))
        } catch {
            throw UsageError(
                "the file '\(path)' holds no summary: give what 'loadtester results ID --format json' prints, or a baseline "
                    + "(\(reason(error)))."
            )
        }
    }

    private static func reason(_ error: any Error) -> String {
        switch error {
        case DecodingError.keyNotFound(let key, _): "the field '\(key.stringValue)' is missing"
        case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context):
            "the field '\(context.codingPath.map(\.stringValue).joined(separator: "."))' has another type"
        default: "it is not JSON"
        }
    }
}
