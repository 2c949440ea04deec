internal import Synchronization

/// Asynchronous work on the cooperative pool, seen from a thread that may block.
final class BackgroundWork<Value: Sendable>: Sendable {
    private final class Slot: Sendable {
        let result = Mutex<Result<Value, any Error>?>(nil)
    }

    private let slot: Slot
    private let task: Task<Void, Never>

    /// Starts `work`; its end rings `wakeup`.
    init(_ wakeup: Wakeup, _ work: @escaping @Sendable () async throws -> Value) {
        let slot = Slot()
        self.slot = slot
        task = Task.detached {
            let result: Result<Value, any Error>
            do {
                result = .success(try await work())
            } catch {
                result = .failure(error)
            }
            slot.result.withLock { $0 = result }
            wakeup.ring()
        }
    }

    /// What came of it; nil while it runs.
    var result: Result<Value, any Error>? { slot.result.withLock { $0 } }

    /// Tells the work that its result is wanted now.
    func cancel() { task.cancel() }
}
