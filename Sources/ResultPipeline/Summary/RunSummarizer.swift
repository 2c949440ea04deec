internal import LoadPlan
public import Measurement

/// Reads a run's records and makes its summary: the same whether asked at once, a week later, or twice.
///
/// A long run is read in several ranges of time at once, each merged by itself, on as many cores as there are; the result is
/// the same to the last bit however it is divided.
public struct RunSummarizer: Sendable {
    private let store: any ResultStore
    private let pageSize: Int
    private let ranges: Int
    private let allowPartial: Bool

    /// - Parameters:
    ///   - pageSize: Records read at a time.
    ///   - ranges: Most ranges that are read at once. Memory is bounded by a page and the totals of each; a run of few pages
    ///     has fewer.
    ///   - allowPartial: Missing results do not make the run invalid.
    public init(
        store: any ResultStore,
        pageSize: Int = 200,
        ranges: Int = 8,
        allowPartial: Bool = false
    ) {
        self.store = store
        self.pageSize = max(1, pageSize)
        self.ranges = max(1, ranges)
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
        let ranges = ranges(of: header)
        guard ranges.count > 1 else { return try await digest(header, keepsDetail: keepsDetail, in: Self.all) }
        var parts = try await withThrowingTaskGroup(of: (Int, RunDigest).self) { group in
            for (index, keys) in ranges.enumerated() {
                group.addTask { (index, try await digest(header, keepsDetail: keepsDetail, in: keys)) }
            }
            return try await group.reduce(into: [:]) { parts, part in parts[part.0] = part.1 }
        }
        var whole = parts.removeValue(forKey: 0) ?? RunDigest(header, keepsDetail: keepsDetail)
        for index in ranges.indices.dropFirst() {
            guard let part = parts.removeValue(forKey: index), whole.merge(part) else {
                // A task numbered a window twice, at two times. Which of them counts shows when they come in their order.
                return try await digest(header, keepsDetail: keepsDetail, in: Self.all)
            }
        }
        return whole
    }

    private static let all = RecordKey.header + 1...Int64.max

    private func digest(
        _ header: RunHeader,
        keepsDetail: Bool,
        in keys: ClosedRange<Int64>
    ) async throws -> RunDigest {
        var digest = RunDigest(header, keepsDetail: keepsDetail)
        var next: Int64? = keys.lowerBound
        while let first = next {
            let page = try await store.messages(of: header.testId, in: first...keys.upperBound, limit: pageSize)
            digest.add(page.messages)
            next = page.next
        }
        return digest
    }

    /// As many as there are pages to expect, of about as many records each.
    private func ranges(of header: RunHeader) -> [ClosedRange<Int64>] {
        let start = header.start?.at ?? header.createdAt
        let length = min(max(0, header.plan.profile.seconds), Double(Int32.max)) * 1000
        let windows = length / Double(max(1, header.windowLength))
        let pages = windows * Double(header.taskCount) / Double(pageSize)
        return RecordKey.ranges(from: start, to: start + Int64(length), count: Int(min(Double(ranges), pages)))
    }
}

extension RunDigest {
    /// Merges records; those seen before change nothing.
    public mutating func add(_ records: [ResultRecord]) {
        var decoder = HistogramDecoder()
        for record in records { add(record, using: &decoder) }
    }

    mutating func add(_ messages: [ResultMessage]) {
        var decoder = HistogramDecoder()
        for message in messages { add(message, using: &decoder) }
    }
}
