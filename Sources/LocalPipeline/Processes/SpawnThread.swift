internal import Glibc
internal import Synchronization

/// The one thread that starts worker processes. It lives as long as this process does: the kernel sends a worker its
/// parent-death signal when the *thread* that spawned it ends (prctl(2), PR_SET_PDEATHSIG), and threads of the
/// concurrency pool end when they idle.
enum SpawnThread {
    private static let queue = Result { () throws(SystemError) in try startQueue() }

    /// Runs `body` on the thread, after everything that was asked for earlier.
    static func run<Value: Sendable>(_ body: @escaping @Sendable () -> Value) async throws -> Value {
        guard case .success(let queue) = queue else {
            throw LocalPipelineError(.launch, "no thread to start workers from can be made: raise `ulimit -u`")
        }
        return await withCheckedContinuation { continuation in
            queue.add { continuation.resume(returning: body()) }
        }
    }

    private static func startQueue() throws(SystemError) -> JobQueue {
        let queue = JobQueue()
        try SystemThread.start { queue.serve() }
        return queue
    }
}

/// Jobs for one thread, in the order in which they were added.
private final class JobQueue: Sendable {
    private let jobs = Mutex<[@Sendable () -> Void]>([])
    private let count = Counter()

    func add(_ job: @escaping @Sendable () -> Void) {
        jobs.withLock { $0.append(job) }
        sem_post(count.semaphore)
    }

    func serve() -> Never {
        while true {
            guard sem_wait(count.semaphore) == 0 else { continue }
            let job = jobs.withLock { $0.isEmpty ? nil : $0.removeFirst() }
            job?()
        }
    }
}

/// How many jobs wait: a semaphore at an address that does not move.
private final class Counter: @unchecked Sendable {
    // Safe to share: sem_post and sem_wait are the only accesses between init and deinit.
    let semaphore = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)

    init() {
        sem_init(semaphore, 0, 0)
    }

    deinit {
        sem_destroy(semaphore)
        semaphore.deallocate()
    }
}
