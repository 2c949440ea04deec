public import ResultPipeline

extension DynamoDBResultStore {
    /// Reads a whole run, several ranges of time at once: what one reader does page after page at some 15 pages a second,
    /// many do as fast as the partition gives. Memory is bounded by one page of 1 MB per range.
    ///
    /// Pages of one range come in order, pages of different ranges in any; merging does not mind.
    /// - Parameters:
    ///   - start: About when the run's first window began, epoch milliseconds. Records before it are read nevertheless.
    ///   - end: About when its last window ended, epoch milliseconds. Records after it are read nevertheless.
    ///   - ranges: How many requests are on their way at once.
    ///   - onPage: Takes a page; called one at a time, and the next page of that range is asked for after it returned.
    /// - Throws: As ``records(of:after:limit:)``, and what `onPage` throws.
    public func readAll(
        of testId: String,
        from start: Int64,
        to end: Int64,
        ranges: Int = 8,
        onPage: ([ResultRecord]) async throws -> Void
    ) async throws {
        try await withThrowingTaskGroup(of: Page.self) { group in
            for range in KeyRange.split(from: start, to: end, into: ranges) {
                group.addTask { try await page(of: testId, range) }
            }
            while let page = try await group.next() {
                if !page.records.isEmpty { try await onPage(page.records) }
                if let rest = page.rest { group.addTask { try await self.page(of: testId, rest) } }
            }
        }
    }
}

extension KeyRange {
    /// All keys of records, cut into `count` ranges at times that are evenly spaced from `start` to `end` (epoch
    /// milliseconds). The first and the last range are open to the past and the future.
    static func split(from start: Int64, to end: Int64, into count: Int) -> [KeyRange] {
        let count = Int64(min(max(1, count), 1000))
        let last = RecordKey.lastSecond
        let seconds = (start: min(max(0, start / 1000), last), end: min(max(0, end / 1000), last))
        let step = max(1, (seconds.end - seconds.start) / count)
        let wanted = (1..<count).map { (seconds.start + $0 * step) * 1_000_000 }
        let cuts = wanted.filter { $0 > 1 && $0 <= seconds.end * 1_000_000 }
        let firsts = [RecordKey.header + 1] + cuts
        let lasts = cuts.map { $0 - 1 } + [.max]
        return zip(firsts, lasts).map { KeyRange(first: $0, last: $1) }
    }
}
