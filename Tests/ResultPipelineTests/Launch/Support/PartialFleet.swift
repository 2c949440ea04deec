import PipelineTestKit
import ResultPipeline
import Synchronization

/// A fleet for runs of any name, whose tasks are those of simulated runs: they join, generate load and report. Its launches
/// can stop half-way, as those of a function do whose time is up, or that dies.
final class PartialFleet: Fleet {
    /// How launches go.
    struct Script: Sendable {
        /// Tasks that do not start.
        var failures: [Int: LaunchFailure] = [:]
        /// Tasks that one call gets to start; nil for all.
        var perCall: Int?
        /// Calls that start their tasks, and then die before they can tell.
        var deaths = 0
        /// Happens while tasks have been started and the caller does not know yet.
        var whileLaunching: @Sendable (String) async throws -> Void = { _ in }
    }

    struct Death: Error {}

    private let simulation: Simulation
    private let services: SimulatedServices
    private let script: Mutex<Script>
    private let state = Mutex<(runs: [String: SimulatedRun], calls: Int)>(([:], 0))

    init(_ simulation: Simulation, _ services: SimulatedServices, _ script: Script) {
        self.simulation = simulation
        self.services = services
        self.script = Mutex(script)
    }

    /// How often a launch was asked for.
    var calls: Int { state.withLock(\.calls) }
    /// The tasks of a run; nil where none was asked for.
    func tasks(of testId: String) -> ScriptedFleet? { state.withLock { $0.runs[testId]?.fleet } }
    /// Tasks that were started, of all runs.
    var launches: Int { state.withLock { $0.runs.values.reduce(0) { $0 + $1.fleet.launches } } }
    /// Tasks that have not ended, of all runs.
    var running: Int { state.withLock { $0.runs.values.reduce(0) { $0 + $1.fleet.running.count } } }

    func launch(_ header: RunHeader) async throws -> FleetLaunch {
        let script = script.withLock { $0 }
        let run = state.withLock { state in
            state.calls += 1
            let run =
                state.runs[header.testId]
                ?? SimulatedRun(header, simulation: simulation, services: services) { $0.failures = script.failures }
            state.runs[header.testId] = run
            return run
        }
        var part = header
        if let perCall = script.perCall { part.taskCount = min(header.taskCount, run.fleet.launches + perCall) }
        var launch = try await run.fleet.launch(part)
        launch.pending = header.taskCount - launch.taskNames.count - launch.failures.count
        try await script.whileLaunching(header.testId)
        let dies = self.script.withLock { script in
            script.deaths -= 1
            return script.deaths >= 0
        }
        if dies { throw Death() }
        return launch
    }

    func status(of testId: String) async throws -> [TaskStatus] {
        try await tasks(of: testId)?.status(of: testId) ?? []
    }

    func stop(_ testId: String) async throws {
        try await tasks(of: testId)?.stop(testId)
    }
}
