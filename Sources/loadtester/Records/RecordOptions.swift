import ArgumentParser
import LocalPipeline
import Measurement
import Reporting

/// Whether requests are recorded one by one.
struct RecordOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Write a row for every request to this file; what cannot be written in time is counted. Local runs only.",
            valueName: "file.csv.gz"
        )
    )
    var raw: String?

    /// Refuses what cannot be recorded before a run is spent on it.
    /// - Returns: Nil where no records are asked for.
    /// - Throws: `UsageError`.
    func file(_ place: RunPlace, testId: String) throws -> RecordFile? {
        guard let raw else { return nil }
        guard place == .local else {
            throw UsageError(
                "--raw is for runs on this machine: a task on AWS has no disk that outlives it, and its requests are too many for "
                    + "the queue. Leave out --on aws, or take what the report's percentiles and --traceparent tell."
            )
        }
        guard raw.hasSuffix(".gz") else {
            throw UsageError("--raw '\(raw)' is written compressed: give a name that ends in .csv.gz.")
        }
        do throws(LocalPipelineError) {
            return try RecordFile(path: raw, testId: testId)
        } catch {
            throw UsageError("--raw \(error.message).")
        }
    }
}

extension RecordFile {
    /// Carries out a run and joins what its tasks have written; where that fails, the summary says so.
    func recording(tasks: Int, _ run: () throws -> RunSummary) throws -> RunSummary {
        var summary: RunSummary
        do {
            summary = try run()
        } catch {
            removeParts(of: tasks)
            throw error
        }
        do throws(LocalPipelineError) {
            try join(tasks: tasks, header: RequestCSV.header)
        } catch {
            summary.reasons.append(error.message)
        }
        return summary
    }
}
