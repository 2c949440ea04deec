import Glibc
import Synchronization

/// Runs `body`, which may block, on a thread of its own: the cooperative pool has as many threads as the machine has
/// processors, and handlers need them.
/// - Throws: What `body` throws; `CancellationError` at a test's time limit, when the thread is left behind.
func onThread<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
    let outcome = Outcome<Value>()
    return try await withTaskCancellationHandler {
        try await withCheckedThrowingContinuation { continuation in
            outcome.await(continuation)
            startThread { outcome.settle(Result { try body() }) }
        }
    } onCancel: {
        outcome.settle(.failure(CancellationError()))
    }
}

/// Hands the first of several results to whoever waits.
private final class Outcome<Value: Sendable>: Sendable {
    private let waiting = Mutex<CheckedContinuation<Value, any Error>?>(nil)

    func await(_ continuation: CheckedContinuation<Value, any Error>) {
        waiting.withLock { $0 = continuation }
    }

    func settle(_ result: Result<Value, any Error>) {
        waiting.withLock { $0.take() }?.resume(with: result)
    }
}

/// Starts a detached thread.
func startThread(_ body: @escaping @Sendable () -> Void) {
    var thread = pthread_t()
    let box = Unmanaged.passRetained(Body(body))
    pthread_create(
        &thread,
        nil,
        { argument in
            if let argument { Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run() }
            return nil
        },
        box.toOpaque()
    )
    pthread_detach(thread)
}

private final class Body: Sendable {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) {
        self.run = run
    }
}
