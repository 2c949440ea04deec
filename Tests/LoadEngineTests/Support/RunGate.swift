import Synchronization

/// Lets a few runs at a time onto the machine. Tests run side by side, and what a run gets done within half a second must
/// not depend on how many others there are.
final class RunGate: Sendable {
    static let shared = RunGate(places: 4)

    private struct State {
        var places: Int
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let state: Mutex<State>

    init(places: Int) {
        state = Mutex(State(places: places))
    }

    /// Returns when there is a place, in order of arrival. Each call needs a call of `leave()`.
    func enter() async {
        await withCheckedContinuation { continuation in
            let entersNow = state.withLock { state in
                guard state.places == 0 else {
                    state.places -= 1
                    return true
                }
                state.waiting.append(continuation)
                return false
            }
            if entersNow { continuation.resume() }
        }
    }

    func leave() {
        let next: CheckedContinuation<Void, Never>? = state.withLock { state in
            if state.waiting.isEmpty {
                state.places += 1
                return nil
            }
            return state.waiting.removeFirst()
        }
        next?.resume()
    }
}
