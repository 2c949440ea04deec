import FoundationEssentials
import Measurement
import PipelineTestKit
import ResultPipeline
import Testing

extension RunSummary {
    /// All of it, as text with sorted keys.
    func encoded() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }

    /// What was measured, without what must differ with the number of tasks.
    func measured() throws -> String {
        var summary = self
        summary.tasks = TaskSummary(requested: 0, reported: 0, windowsExpected: 0, windowsReceived: 0)
        summary.generator.cpuSeconds = 0
        return try summary.encoded()
    }

    /// Whether any reason contains `text`.
    func says(_ text: String) -> Bool { reasons.contains { $0.contains(text) } }
}

/// The identities that every summary satisfies, however much of the run is missing.
func expectBalance(_ summary: RunSummary, sourceLocation: SourceLocation = #_sourceLocation) {
    let parts = [(summary.requests, summary.errors)] + summary.endpoints.map { ($0.requests, $0.errors) }
    for (requests, errors) in parts {
        let failures = errors.values.reduce(0, +)
        #expect(requests.scheduled == requests.sent + requests.dropped, sourceLocation: sourceLocation)
        #expect(requests.sent == requests.completed + failures, sourceLocation: sourceLocation)
        #expect(requests.failed <= requests.sent, sourceLocation: sourceLocation)
        #expect(requests.failed >= failures, sourceLocation: sourceLocation)
    }
    #expect(summary.responseTime.count == summary.requests.completed, sourceLocation: sourceLocation)
    #expect(summary.tasks.windowsReceived <= summary.tasks.windowsExpected, sourceLocation: sourceLocation)
    #expect(summary.statusCodes.values.reduce(0, +) == summary.requests.completed, sourceLocation: sourceLocation)
}

extension SimulatedRun {
    /// A run of `tasks` tasks with a constant rate.
    convenience init(
        tasks: Int,
        rate: Double = 10,
        seconds: Double = 10,
        minTasks: Int? = nil,
        copies: Int = 1,
        seed: UInt64 = 1,
        _ configure: (inout RunScript) -> Void = { _ in }
    ) throws {
        var header = try Sample.header("run", taskCount: tasks)
        header.plan = try Sample.plan(rate: rate, seconds: seconds)
        header.minTasks = minTasks ?? tasks
        let simulation = Simulation()
        let services = SimulatedServices(simulation.clock, copies: copies, seed: seed)
        self.init(header, simulation: simulation, services: services, configure)
    }

    /// Milliseconds of the simulation's true time since the claim.
    var elapsed: Int64 { Int64(simulation.clock.elapsed / .milliseconds(1)) }

    /// The records as they are stored.
    func records() async throws -> [ResultRecord] {
        try await services.store.records(of: header.testId, after: nil, limit: .max)
    }

    /// The manifests as they are stored, by task.
    func manifests() async throws -> [Int: TaskManifest] {
        try await records().reduce(into: [:]) {
            $0[$1.message.taskIndex] = $1.message.manifest ?? $0[$1.message.taskIndex]
        }
    }
}
