import Synchronization

/// What callbacks were given, in order, each value once.
final class Collected<Value: Hashable & Sendable>: Sendable {
    private let values = Mutex<[Value]>([])

    var all: [Value] { values.withLock { $0 } }

    func add(_ more: [Value]) {
        values.withLock { values in
            for value in more where !values.contains(value) { values.append(value) }
        }
    }
}
