import Glibc
import ProcessControl

Signals.block()
signal(SIGPIPE, SIG_IGN)
exit(WorkerProgram.run())
