private import Synchronization

/// Follows a run's records in the store where somebody else processes the queue. Keys are ordered by the time of the
/// windows and not of their arrival, so each look goes back by a window and some seconds; records seen twice are the
/// receiver's to skip.
final class StoreTail: Sendable {
    private let store: any ResultStore
    private let testId: String
    private let clock: any PipelineClock
    private let poll: Duration
    private let overlapSeconds: Int64
    private let onRecords: @Sendable ([ResultRecord]) -> Void
    private let isDraining = Mutex(false)

    init(
        store: any ResultStore,
        _ header: RunHeader,
        clock: any PipelineClock,
        onRecords: @escaping @Sendable ([ResultRecord]) -> Void
    ) {
        self.store = store
        testId = header.testId
        self.clock = clock
        // Long windows come seldom, and with many tasks each look reads many of them.
        poll = .milliseconds(max(1000, header.windowLength / 2))
        overlapSeconds = header.windowLength / 1000 + 20
        self.onRecords = onRecords
    }

    /// Makes ``run()`` return: a summary reads the store anew.
    func drain() {
        isDraining.withLock { $0 = true }
    }

    func run() async {
        var newest = RecordKey.header
        while !Task.isCancelled, !isDraining.withLock({ $0 }) {
            var cursor = max(RecordKey.header, newest - overlapSeconds * 1_000_000)
            while let page = try? await store.records(of: testId, after: cursor, limit: 500), let last = page.last {
                onRecords(page)
                cursor = last.timestamp
            }
            newest = max(newest, cursor)
            try? await clock.sleep(for: poll)
        }
    }
}
