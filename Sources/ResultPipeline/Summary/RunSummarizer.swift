public import Measurement

/// Reads a run's records and makes its summary: the same whether asked at once, a week later, or twice.
public struct RunSummarizer: Sendable {
    private let store: any ResultStore
    private let pageSize: Int
    private let allowPartial: Bool

    /// - Parameters:
    ///   - pageSize: Records read at a time; memory is bounded by one page.
    ///   - allowPartial: Missing results do not make the run invalid.
    public init(
        store: any ResultStore,
        pageSize: Int = 500,
        allowPartial: Bool = false
    ) {
        self.store = store
        self.pageSize = max(1, pageSize)
        self.allowPartial = allowPartial
    }

    /// The summary of the run as its records stand now.
    /// - Parameters:
    ///   - header: The run's header as it stands now, with start and stop.
    ///   - fleet: What became of the tasks, where that is known; makes reasons more useful.
    /// - Throws: What the store throws.
    public func summarize(_ header: RunHeader, fleet: [TaskStatus] = []) async throws -> RunSummary {
        try await digest(header, keepsDetail: false)
            .summary(fleet: fleet, allowPartial: allowPartial)
    }

    /// What reports show of the run as its records stand now.
    /// - Parameter summary: A summary that was made before, and stands; nil to make one.
    /// - Throws: What the store throws.
    public func document(_ header: RunHeader, summary: RunSummary? = nil) async throws -> RunDocument {
        let digest = try await digest(header, keepsDetail: true)
        return digest.document(summary ?? digest.summary(allowPartial: allowPartial))
    }

    private func digest(_ header: RunHeader, keepsDetail: Bool) async throws -> RunDigest {
        var digest = RunDigest(header, keepsDetail: keepsDetail)
        var last: Int64? = RecordKey.header
        while true {
            let page = try await store.records(of: header.testId, after: last, limit: pageSize)
            guard let end = page.last?.timestamp else { break }
            digest.add(page)
            last = end
        }
        return digest
    }
}

extension RunDigest {
    /// Merges records; those seen before change nothing.
    public mutating func add(_ records: [ResultRecord]) {
        var decoder = HistogramDecoder()
        for record in records { add(record, using: &decoder) }
    }
}
