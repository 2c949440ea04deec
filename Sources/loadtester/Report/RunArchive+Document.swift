import LoadPlan
import Measurement
import Reporting
import ResultPipeline

extension RunArchive {
    /// What reports show of a run.
    /// - Parameter summary: A summary that was made before, and stands; nil to make one.
    /// - Throws: `UsageError` where the run is not there; what registry or store throw.
    func document(
        of testId: String,
        summary: RunSummary? = nil,
        allowPartial: Bool = false
    ) async throws -> (document: RunDocument, header: RunHeader) {
        guard let header = try await registry.header(of: testId) else {
            throw UsageError("there is no run '\(testId)' in \(place).")
        }
        let summarizer = RunSummarizer(store: store, allowPartial: allowPartial)
        return (try await summarizer.document(header, summary: summary), header)
    }
}

extension RunHeader {
    /// Whether arrivals come on a schedule.
    var isOpenModel: Bool {
        if case .open = plan.profile { return true }
        return false
    }
}
