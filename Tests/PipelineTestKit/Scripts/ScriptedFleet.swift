public import ResultPipeline
private import Synchronization

/// A fleet whose tasks live in a simulation.
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
        var script: TaskScript
        var task: Task<Void, Never>?
        var state = TaskStatus.State.running
    }

    private struct State {
        var members: [Int: Member] = [:]
        var launches = 0
        var stops = 0
    }

    private let simulation: Simulation
    private let failures: [Int: LaunchFailure]
    private let script: @Sendable (RunHeader, Int) -> TaskScript
    private let state = Mutex(State())

    /// - Parameters:
    ///   - failures: Tasks that do not start.
    ///   - script: The life of a task by its index.
    public init(
        _ simulation: Simulation,
        failures: [Int: LaunchFailure] = [:],
        script: @escaping @Sendable (RunHeader, Int) -> TaskScript
    ) {
        self.simulation = simulation
        self.failures = failures
        self.script = script
    }

    /// Tasks that were started so far.
    public var launches: Int { state.withLock(\.launches) }
    /// How often the fleet was told to end.
    public var stops: Int { state.withLock(\.stops) }

    /// See `Fleet`.
    public func launch(_ header: RunHeader) async throws -> FleetLaunch {
        let missing = (0..<header.taskCount).filter { index in
            failures[index] == nil && state.withLock { $0.members[index] == nil }
        }
        for index in missing { begin(index, script(header, index)) }
        return FleetLaunch(
            taskNames: state.withLock { $0.members.keys.sorted().map { "task-\($0)" } },
            failures: failures.sorted { $0.key < $1.key }.map(\.value)
        )
    }

    private func begin(_ index: Int, _ script: TaskScript) {
        state.withLock { state in
            state.launches += 1
            state.members[index] = Member(script: script)
        }
        let task = simulation.spawn {
            let status = await script.live()
            self.end(index, .stopped(exitCode: status, reason: nil))
        }
        state.withLock { $0.members[index]?.task = task }
    }

    private func end(_ index: Int, _ end: TaskStatus.State) {
        state.withLock { if $0.members[index]?.state == .running { $0.members[index]?.state = end } }
    }

    /// Ends a task as `kill -9` would.
    public func kill(_ index: Int) {
        end(index, .stopped(exitCode: nil, reason: "killed by signal 9"))
        let member = state.withLock { $0.members[index] }
        member?.script.kill()
        member?.task?.cancel()
    }

    /// See `Fleet`.
    public func status(of testId: String) async throws -> [TaskStatus] {
        state.withLock { state in
            state.members.sorted { $0.key < $1.key }.map {
                TaskStatus(taskIndex: $0.key, name: "task-\($0.key)", state: $0.value.state)
            }
        }
    }

    /// See `Fleet`.
    public func stop(_ testId: String) async throws {
        let running = state.withLock { state in
            state.stops += 1
            return state.members.values.filter { $0.state == .running }
        }
        for member in running { member.script.stop() }
    }
}
