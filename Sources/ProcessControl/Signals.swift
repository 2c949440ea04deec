internal import Glibc
internal import Synchronization

/// Interrupts and requests to end, taken by a thread of their own.
public enum Signals {
    private struct State {
        var isWaiting = false
        var handler: (@Sendable (Int) -> Void)?
        /// Signals since the handler was set.
        var count = 0
    }

    private static let state = Mutex(State())

    /// Keeps SIGINT and SIGTERM from every thread started after this; to be called first of all. They wait for one of the
    /// other two.
    public static func block() {
        var set = handled
        pthread_sigmask(SIG_BLOCK, &set, nil)
    }

    /// Ends the process at a signal, with `status`, for as long as there is nothing to bring to an end.
    public static func endOnInterrupt(status: Int32) {
        onInterrupt { _ in _exit(status) }
    }

    /// Calls `handler` with 1 for the first signal from now on, 2 for the second, and so on, in place of the one before.
    /// The process's default action no longer applies.
    public static func onInterrupt(_ handler: @escaping @Sendable (Int) -> Void) {
        let isWaiting = state.withLock { state in
            defer { state.isWaiting = true }
            (state.handler, state.count) = (handler, 0)
            return state.isWaiting
        }
        if isWaiting { return }
        var thread = pthread_t()
        let code = pthread_create(
            &thread,
            nil,
            { _ in
                var set = Signals.handled
                while true {
                    var signal: Int32 = 0
                    if sigwait(&set, &signal) == 0 { Signals.handle() }
                }
            },
            nil
        )
        if code != 0 { state.withLock { $0.isWaiting = false } }
    }

    private static func handle() {
        let (handler, count) = state.withLock { state in
            state.count += 1
            return (state.handler, state.count)
        }
        handler?(count)
    }

    private static var handled: sigset_t {
        var set = sigset_t()
        sigemptyset(&set)
        sigaddset(&set, SIGINT)
        sigaddset(&set, SIGTERM)
        return set
    }
}
