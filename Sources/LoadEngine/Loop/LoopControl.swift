import Synchronization

/// The one signal that reaches event loops from outside: stop.
final class LoopControl: Sendable {
    private let stopping = Atomic<Bool>(false)

    /// Arrivals have been told to end.
    var isStopping: Bool { stopping.load(ordering: .relaxed) }

    func stop() {
        stopping.store(true, ordering: .relaxed)
    }
}
