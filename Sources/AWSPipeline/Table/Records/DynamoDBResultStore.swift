public import AWSClient
public import ResultPipeline

/// Result records in a DynamoDB table with the keys `testId` (S) and `timestamp` (N), for instance `LoadTestResults`.
///
/// **Reads are strongly consistent** unless told otherwise: a summary is read right after the last task's last record was
/// seen, and a replica that lags by some milliseconds would make it say that a task is missing. They cost twice as much
/// (1 unit for 4 KB, about one per record); where records are only watched, `consistentReads: false` will do.
///
/// A run is one partition, which DynamoDB lets write 1000 and read 3000 units per second: `ReportingInterval` keeps a run
/// below the first, ``messages(of:in:limit:)`` of several ranges at once comes near the second.
public struct DynamoDBResultStore: ResultStore {
    let client: DynamoDBClient
    let table: String
    let clock: any PipelineClock
    let consistentReads: Bool
    private let retention: Retention
    private let writer: BatchWriter

    /// - Parameters:
    ///   - table: Name or ARN of the table.
    ///   - clock: Decides what has expired, and waits.
    ///   - consistentReads: Whether reads see every write that was answered before.
    ///   - patience: How long one ``put(_:)`` goes on offering what DynamoDB leaves unwritten. The default fits a function
    ///     of 50 s; see also ``givingUp(at:)``.
    ///   - retention: How long a record that is put is kept after its window.
    ///   - backoff: Waits in between; between half of them and the whole is chosen at random.
    ///   - random: Source of jitter, 0 ..< 1.
    public init(
        client: DynamoDBClient,
        table: String,
        clock: any PipelineClock = SystemClock(),
        consistentReads: Bool = true,
        patience: Duration = .seconds(20),
        retention: Retention = .standard,
        backoff: Backoff = Backoff(base: .milliseconds(50), cap: .seconds(5)),
        random: @escaping @Sendable () -> Double = { Double.random(in: 0..<1) }
    ) {
        self.client = client
        self.table = table
        self.clock = clock
        self.consistentReads = consistentReads
        self.retention = retention
        writer = BatchWriter(
            client: client,
            table: table,
            clock: clock,
            patience: patience,
            backoff: backoff,
            random: random
        )
    }

    private init(_ store: DynamoDBResultStore, writer: BatchWriter) {
        client = store.client
        table = store.table
        clock = store.clock
        consistentReads = store.consistentReads
        retention = store.retention
        self.writer = writer
    }

    /// The same store, in which no ``put(_:)`` waits beyond `deadline`, however often it is called: what a function does
    /// that is ended by force some time later. From then on each call makes one attempt.
    public func givingUp(at deadline: ContinuousClock.Instant) -> DynamoDBResultStore {
        var writer = writer
        writer.deadline = deadline
        return DynamoDBResultStore(self, writer: writer)
    }

    /// See ``ResultStore``. Records of the same key are written once, as the last of them is. Writing again is harmless, as
    /// the same record is the same item.
    /// - Throws: ``TableError`` `notWritten` when records are left after all patience, and says how many; `refused` or
    ///   `oversized` for a record that no table takes, before anything is written; `AWSError`; `CancellationError`.
    public func put(_ records: [ResultRecord]) async throws {
        var items: [DynamoDBItem] = []
        var positions: [RecordName: Int] = [:]
        for var record in records {
            record.ttl = retention.expiry(standard: record.ttl)
            let item = try RecordItem.item(record)
            let name = RecordName(testId: record.testId, timestamp: record.timestamp)
            if let position = positions[name] {
                items[position] = item
            } else {
                positions[name] = items.count
                items.append(item)
            }
        }
        try await writer.write(items)
    }

    private struct RecordName: Hashable {
        var testId: String
        var timestamp: Int64
    }
}
