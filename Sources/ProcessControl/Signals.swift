internal import Glibc

/// Interrupts and requests to end, taken by a thread of their own.
public enum Signals {
    /// Keeps SIGINT and SIGTERM from every thread started after this; to be called first of all.
    public static func block() {
        var set = handled
        pthread_sigmask(SIG_BLOCK, &set, nil)
    }

    /// Calls `handler` with 1 for the first signal, 2 for the second, and so on. The process's default action no longer
    /// applies.
    public static func onInterrupt(_ handler: @escaping @Sendable (Int) -> Void) {
        let box = Unmanaged.passRetained(Handler(handler))
        var thread = pthread_t()
        let code = pthread_create(
            &thread,
            nil,
            { argument in
                guard let argument else { return nil }
                let handler = Unmanaged<Handler>.fromOpaque(argument).takeRetainedValue()
                var set = Signals.handled
                var count = 0
                while true {
                    var signal: Int32 = 0
                    guard sigwait(&set, &signal) == 0 else { continue }
                    count += 1
                    handler.call(count)
                }
            },
            box.toOpaque()
        )
        if code != 0 { box.release() }
    }

    private static var handled: sigset_t {
        var set = sigset_t()
        sigemptyset(&set)
        sigaddset(&set, SIGINT)
        sigaddset(&set, SIGTERM)
        return set
    }

    private final class Handler {
        let call: @Sendable (Int) -> Void
        init(_ call: @escaping @Sendable (Int) -> Void) {
            self.call = call
        }
    }
}
