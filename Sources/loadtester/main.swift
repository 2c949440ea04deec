import ArgumentParser
import Glibc
import ProcessControl

// The main thread stays in synchronous code: it waits for signals' effects and for workers, and never gives itself to
// the cooperative pool.
Signals.block()
signal(SIGPIPE, SIG_IGN)
do {
    var command = try LoadTester.parseAsRoot()
    try command.run()
} catch {
    CommandExit.end(with: error)
}
