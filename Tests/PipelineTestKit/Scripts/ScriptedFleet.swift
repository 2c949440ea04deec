public import ResultPipeline
private import Synchronization

/// A fleet whose tasks live in a simulation. Like a real client it fails when the caller has been cancelled.
public final class ScriptedFleet: Fleet {
    /// What a task of the fleet is: its life, how it is told to end, and how it is killed.
    public struct TaskScript: Sendable {
        var live: @Sendable () async -> Int32
        var stop: @Sendable () -> Void
        var kill: @Sendable () -> Void

        /// Creates a script; `live` answers the exit status.
        public init(
            live: @escaping @Sendable () async -> Int32,
            stop: @escaping @Sendable () -> Void = {},
            kill: @escaping @Sendable () -> Void = {}
        ) {
            self.live = live
            self.stop = stop
            self.kill = kill
        }
    }

    private struct Member {
        let serial: Int
        let script: TaskScript
        var task: Task<Void, Never>?
        var state = TaskStatus.State.running
    }

    private struct State {
        var members: [Int: Member] = [:]
        var launches = 0
        var stops = 0
        var outages: [Range<Int64>] = []
    }

    /// The life of a task by its index; `exit` ends it from within, at once.
    public typealias Script = @Sendable (RunHeader, Int, _ exit: @escaping @Sendable (Int32) -> Void) -> TaskScript

    private let simulation: Simulation
    private let failures: [Int: LaunchFailure]
    private let grace: Duration
    private let batch: Int
    private let script: Script
    private let state = Mutex(State())

    /// - Parameters:
    ///   - failures: Tasks that do not start.
    ///   - batch: Tasks that one launch gets to.
    ///   - grace: Time from telling tasks to end to killing them.
    public init(
        _ simulation: Simulation,
        failures: [Int: LaunchFailure] = [:],
        batch: Int = .max,
        grace: Duration = .seconds(10),
        script: @escaping Script
    ) {
        self.simulation = simulation
        self.failures = failures
        self.batch = batch
        self.grace = grace
        self.script = script
    }

    /// Tasks that were started so far.
    public var launches: Int { state.withLock(\.launches) }
    /// How often the fleet was told to end.
    public var stops: Int { state.withLock(\.stops) }
    /// Tasks that have not ended, by index.
    public var running: [Int] { state.withLock { $0.members.filter { $0.value.state == .running }.keys.sorted() } }

    /// How a task ended; nil while it has not.
    public func exitCode(of index: Int) -> Int32? {
        guard case .stopped(let code, _) = state.withLock({ $0.members[index]?.state }) else { return nil }
        return code
    }

    /// Makes every call fail between two times, in epoch milliseconds.
    public func fail(from start: Int64, to end: Int64) {
        state.withLock { $0.outages.append(start..<end) }
    }

    private func check() throws {
        try Task.checkCancellation()
        let now = simulation.clock.now()
        try state.withLock { try Outage.check($0.outages, at: now, "the fleet") }
    }

    /// See `Fleet`.
    public func launch(_ header: RunHeader) async throws -> FleetLaunch {
        try check()
        let missing = (0..<header.taskCount).filter { index in
            failures[index] == nil && state.withLock { $0.members[index] == nil }
        }
        for index in missing.prefix(batch) { start(index, of: header) }
        return FleetLaunch(
            taskNames: state.withLock { $0.members.keys.sorted().map { "task-\($0)" } },
            failures: failures.sorted { $0.key < $1.key }.map(\.value),
            pending: missing.dropFirst(batch).count
        )
    }

    /// Starts a task of an index, in the place of one that has ended where there was one.
    public func start(_ index: Int, of header: RunHeader) {
        let serial = state.withLock { state in
            state.launches += 1
            return state.launches
        }
        let script = script(header, index) { [weak self] code in
            self?.leave(index, serial, .stopped(exitCode: code, reason: nil))
        }
        state.withLock { $0.members[index] = Member(serial: serial, script: script) }
        let task = simulation.spawn {
            let status = await script.live()
            self.end(index, serial, .stopped(exitCode: status, reason: nil))
        }
        state.withLock { $0.members[index]?.task = task }
    }

    private func end(_ index: Int, _ serial: Int, _ end: TaskStatus.State) {
        state.withLock { state in
            guard let member = state.members[index], member.serial == serial, member.state == .running else { return }
            state.members[index]?.state = end
        }
    }

    private func leave(_ index: Int, _ serial: Int, _ state: TaskStatus.State) {
        guard let member = self.state.withLock({ $0.members[index] }), member.serial == serial else { return }
        end(index, serial, state)
        member.script.kill()
        member.task?.cancel()
    }

    /// Ends a task as `kill -9` would.
    public func kill(_ index: Int) {
        guard let member = state.withLock({ $0.members[index] }) else { return }
        leave(index, member.serial, .stopped(exitCode: nil, reason: "killed by signal 9"))
    }

    /// Tells a task to end, as SIGTERM would.
    public func terminate(_ index: Int) {
        state.withLock { $0.members[index] }?.script.stop()
    }

    /// See `Fleet`.
    public func status(of testId: String) async throws -> [TaskStatus] {
        try check()
        return state.withLock { state in
            state.members.sorted { $0.key < $1.key }.map {
                TaskStatus(taskIndex: $0.key, name: "task-\($0.key)", state: $0.value.state)
            }
        }
    }

    /// See `Fleet`. Returns when all have ended.
    public func stop(_ testId: String) async throws {
        state.withLock { $0.stops += 1 }
        try check()
        for index in running { terminate(index) }
        let deadline = simulation.clock.elapsed + grace
        while !running.isEmpty, simulation.clock.elapsed < deadline {
            try await simulation.clock.sleep(for: .milliseconds(100))
        }
        for index in running { kill(index) }
    }
}
