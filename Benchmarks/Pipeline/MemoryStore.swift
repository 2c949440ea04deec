import ResultPipeline
import Synchronization

/// Records by key, in memory.
final class MemoryStore: ResultStore {
    private let records = Mutex<[Int64: ResultRecord]>([:])

    func put(_ records: [ResultRecord]) async throws {
        self.records.withLock { stored in
            for record in records { stored[record.timestamp] = record }
        }
    }

    func records(of testId: String, after key: Int64?, limit: Int) async throws -> [ResultRecord] {
        records.withLock { stored in
            stored.keys.filter { $0 > key ?? 0 }.sorted().prefix(limit).compactMap { stored[$0] }
        }
    }
}
