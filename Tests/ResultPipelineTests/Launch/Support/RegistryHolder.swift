import PipelineTestKit
import ResultPipeline
import Synchronization

/// Reaches a bench from within the script that the bench is made of.
final class RegistryHolder: Sendable {
    private let bench = Mutex<LaunchBench?>(nil)
    private let isDone = Mutex(false)

    func hold(_ bench: LaunchBench) { self.bench.withLock { $0 = bench } }

    var registry: InMemoryRunRegistry? { bench.withLock { $0?.registry } }

    /// Once: the registry does not answer for the next second.
    func fail() {
        let isFirst = isDone.withLock { isDone in
            defer { isDone = true }
            return !isDone
        }
        guard isFirst, let bench = bench.withLock({ $0 }) else { return }
        bench.registry.fail(from: bench.clock.now(), to: bench.clock.now() + 1000)
    }
}
