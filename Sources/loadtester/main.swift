import ArgumentParser
import Glibc
import ProcessControl
import ResultPipeline

// The main thread stays in synchronous code: it waits for signals' effects and for workers, and never gives itself to
// the cooperative pool.
StandardStreams.keepOpen()
Signals.block()
signal(SIGPIPE, SIG_IGN)
do {
    var command = try LoadTester.parseAsRoot()
    // A worker is told to stop by signals, and keeps those that come early; the others set their own where they must.
    if !(command is WorkerCommand) { Signals.endOnInterrupt(status: ExitStatus.interrupted.rawValue) }
    try command.run()
} catch {
    CommandExit.end(with: error)
}
