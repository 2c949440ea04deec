private import Synchronization

/// Runs concurrent code on one thread in simulated time: whenever nothing is left to run, the clock goes on to the next
/// sleeper. A minute takes milliseconds, and the same code takes the same course every time.
///
/// All tasks must be children of the body, or be started with ``spawn(_:)``, and wait only on the simulation's clock.
public final class Simulation: Sendable {
    /// The simulated time.
    public let clock: FakeClock
    private let executor = SimulationExecutor()
    private let spawned = Mutex<[Task<Void, Never>]>([])

    /// A simulation that begins at the time of `clock`.
    public init(clock: FakeClock = FakeClock()) {
        self.clock = clock
    }

    /// Runs `body` to its end, and then cancels what was spawned.
    /// - Throws: What `body` throws; ``ContractViolation`` when it waits for something that never comes, or is not done
    ///   after a simulated day, or when a cancelled task goes on.
    public func run<Value: Sendable>(_ body: @escaping @Sendable () async throws -> Value) throws -> Value {
        let outcome = Outcome<Value>()
        let limit = clock.elapsed + .seconds(86_400)
        Task(executorPreference: executor) {
            do { outcome.set(.success(try await body())) } catch { outcome.set(.failure(error)) }
        }
        while true {
            if executor.runNext() { continue }
            if let result = outcome.get() {
                try cancelSpawned()
                return try result.get()
            }
            guard clock.elapsed < limit else { throw ContractViolation("still going after a simulated day") }
            guard clock.advanceToNextSleeper() else { throw ContractViolation("everyone waits, and nobody comes") }
        }
    }

    /// Starts a task of its own in the simulation.
    @discardableResult
    public func spawn(_ body: @escaping @Sendable () async -> Void) -> Task<Void, Never> {
        let task = Task(executorPreference: executor) { await body() }
        spawned.withLock { $0.append(task) }
        return task
    }

    private func cancelSpawned() throws {
        let tasks = spawned.withLock { tasks in
            defer { tasks = [] }
            return tasks
        }
        for task in tasks { task.cancel() }
        for _ in 0..<1_000_000 {
            guard executor.runNext() else { return }
        }
        throw ContractViolation("a cancelled task goes on for ever")
    }
}

private final class Outcome<Value: Sendable>: Sendable {
    private let result = Mutex<Result<Value, any Error>?>(nil)

    func set(_ result: Result<Value, any Error>) { self.result.withLock { $0 = result } }
    func get() -> Result<Value, any Error>? { result.withLock { $0 } }
}

/// A queue of jobs that runs one at a time, in the order in which they came.
private final class SimulationExecutor: TaskExecutor {
    private let jobs = Mutex<[UnownedJob]>([])

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        jobs.withLock { $0.append(job) }
    }

    /// False when there is nothing to run.
    func runNext() -> Bool {
        guard let job = jobs.withLock({ $0.isEmpty ? nil : $0.removeFirst() }) else { return false }
        job.runSynchronously(on: asUnownedTaskExecutor())
        return true
    }
}
