internal import Glibc

/// One process at a time opens the database: the switch to WAL mode and the migrations are no single transactions.
/// The lock is the kernel's (`flock` on the directory): it leaves no file behind and ends with its process.
struct OpeningLock: ~Copyable {
    private let directory: Descriptor

    /// Waits for the lock, at most `seconds`.
    init(directory path: String, seconds: Double) throws(LocalPipelineError) {
        let directory = try Self.open(path)
        let deadline = ContinuousClock.now + .seconds(seconds)
        while flock(directory.number, LOCK_EX | LOCK_NB) != 0 {
            let error = SystemError()
            guard error.number == EWOULDBLOCK || error.number == EINTR else { throw error.opening(path) }
            guard ContinuousClock.now < deadline else {
                throw LocalPipelineError(
                    .busy,
                    "another process has been opening the database in \(path) for \(seconds) s: end it, then try again"
                )
            }
            usleep(2000)
        }
        self.directory = directory
    }

    private static func open(_ path: String) throws(LocalPipelineError) -> Descriptor {
        do {
            return try Descriptor.open(path, O_RDONLY | O_DIRECTORY)
        } catch {
            throw error.opening(path)
        }
    }
}
