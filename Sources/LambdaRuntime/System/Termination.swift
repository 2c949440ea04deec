internal import Glibc

/// SIGTERM, which Lambda sends before it ends an environment that has an extension; SIGKILL follows 500 ms later.
///
/// Source: https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html#runtimes-lifecycle-shutdown
enum Termination {
    /// From now on SIGTERM does not end the process but asks the loop behind `wakeup` to stop. To be called before the
    /// process has other threads: those that exist would still end it.
    /// - Throws: ``RuntimeFailure`` `system` where no thread can be had.
    static func stops(_ wakeup: Wakeup) throws(RuntimeFailure) {
        var set = signals
        pthread_sigmask(SIG_BLOCK, &set, nil)
        let box = Unmanaged.passRetained(wakeup)
        var thread = pthread_t()
        let code = pthread_create(
            &thread,
            nil,
            { argument in
                guard let argument else { return nil }
                let wakeup = Unmanaged<Wakeup>.fromOpaque(argument).takeRetainedValue()
                var set = Termination.signals
                var signal: Int32 = 0
                while true {
                    if sigwait(&set, &signal) == 0 { wakeup.requestStop() }
                }
            },
            box.toOpaque()
        )
        guard code == 0 else {
            box.release()
            throw RuntimeFailure(.system, "No thread to wait for SIGTERM (\(systemText(code))).")
        }
        pthread_detach(thread)
    }

    private static var signals: sigset_t {
        var set = sigset_t()
        sigemptyset(&set)
        sigaddset(&set, SIGTERM)
        return set
    }
}
