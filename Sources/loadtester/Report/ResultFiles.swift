import Glibc
import Measurement

/// All that the result of a run is written to: standard output or its file, and its further forms.
struct ResultFiles {
    let output: OutputOptions
    let reports: ReportOptions

    /// Refuses what cannot be written before a run is spent on it, and two results that would overwrite each other.
    /// - Throws: `UsageError`.
    func check() throws {
        try output.check()
        try reports.check()
        var known: [FileIdentity: String] = [:]
        for (flag, path) in [output.output.map { ("--output", $0) }].compactMap({ $0 }) + (try reports.paths) {
            guard let file = FileIdentity(path) else { continue }
            if let other = known.updateValue(flag, forKey: file) {
                throw UsageError("\(other) and \(flag) both name '\(path)', which holds one of them: name two files.")
            }
        }
    }

    /// Writes everything: what cannot be written keeps nothing else from being written.
    /// - Parameter archive: Where the run's records are.
    /// - Throws: `OutputError` that names all that could not be written, and where the result still is.
    func write(_ summary: RunSummary, from archive: @autoclosure () throws -> RunArchive) throws {
        var problems: [String] = []
        func attempt(_ work: () throws -> Void) throws {
            do { try work() } catch let error as OutputError { problems.append(error.description) }
        }
        try attempt { try output.write(summary) }
        try attempt { try reports.write(summary, from: try archive()) }
        guard problems.isEmpty else {
            throw OutputError(
                "\(problems.joined(separator: "; ")). The run is stored: 'loadtester results \(summary.testId)' writes it again."
            )
        }
    }
}

/// A regular file, however it is called.
private struct FileIdentity: Hashable {
    let device: UInt64
    let node: UInt64

    /// Nil for what is no regular file: a terminal or a pipe takes several results one after the other.
    init?(_ path: String) {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        (device, node) = (UInt64(status.st_dev), UInt64(status.st_ino))
    }
}
