import LoadPlan
import Measurement
import PipelineTestKit
import ResultPipeline
import Synchronization
import Testing

/// Setup and teardown are done once for the whole run, by task 0.
struct SetUpTests {
    private static func run(
        tasks: Int,
        minTasks: Int? = nil,
        _ configure: (inout RunScript) -> Void = { _ in }
    ) throws -> SimulatedRun {
        var header = try SimulatedRun(tasks: tasks, rate: 30, seconds: 10).header
        header.minTasks = minTasks ?? tasks
        header.plan.setup = [.pause(.fixed(0))]
        header.plan.teardown = [.pause(.fixed(0))]
        header.plan.client.timeoutSeconds = 5
        return SimulatedRun(header, configure)
    }

    @Test(arguments: [1, 3])
    func `is done once, and every task knows what it captured`(tasks: Int) throws {
        // Task 0 comes last: the others wait for it.
        let run = try Self.run(tasks: tasks) { $0.delays = [0: 7000] }
        let summary = try run.summary()
        #expect(summary.verdict == .passed, "\(summary.reasons)")
        #expect(run.setUps == [0])
        #expect(run.captures == Dictionary(uniqueKeysWithValues: (0..<tasks).map { ($0, ["token": "t"]) }))
        #expect(summary.requests.sent == 300)
    }

    @Test(arguments: [(1, 0.0), (3, 5000)])
    func `ends with the teardown, after the last request of any task`(tasks: Int, wait: Double) throws {
        let run = try Self.run(tasks: tasks)
        let summary = try run.summary()
        #expect(summary.verdict == .passed)
        let start = try #require(run.starts[0])
        let tearDown = try #require(run.tearDowns[0])
        #expect(run.tearDowns.count == 1)
        #expect(tearDown - start >= 10_000 + wait)
        #expect(tearDown - start < 12_000 + wait)
    }

    @Test
    func `that fails puts no load on the target, and says why`() throws {
        let run = try Self.run(tasks: 2) { $0.faults = [0: .cannotSetUp] }
        let summary = try run.summary()
        #expect(summary.verdict == .invalid)
        #expect(run.starts.isEmpty)
        #expect(summary.says("the setup failed: login: 401"), "\(summary.reasons)")
        #expect(run.elapsed < 30_000)
    }

    @Test
    func `whose teardown fails is a run all the same, and says so`() throws {
        let summary = try Self.run(tasks: 1) { $0.faults = [0: .cannotTearDown] }.summary()
        #expect(summary.verdict == .passed)
        #expect(summary.says("the teardown failed: logout: 500"), "\(summary.reasons)")
    }

    @Test
    func `leaves nothing of what it captured, from the start on`() throws {
        let run = try Self.run(tasks: 2)
        let underLoad = Mutex<RunHeader?>(nil)
        let ended = try run.simulation.run {
            _ = try await run.carryOut(incidents: [
                (
                    6000,
                    { run in
                        let header = try await run.services.registry.header(of: run.header.testId)
                        underLoad.withLock { $0 = header }
                    }
                )
            ])
            return try await run.services.registry.header(of: run.header.testId)
        }
        let seen = try #require(underLoad.withLock { $0 })
        #expect(seen.start != nil && seen.outcome == nil && seen.captures == nil)
        #expect(ended?.outcome != nil && ended?.captures == nil)
        #expect(run.captures == [0: ["token": "t"], 1: ["token": "t"]], "the tasks had it")
    }

    @Test
    func `leaves out a task that comes when all has begun`() throws {
        let run = try Self.run(tasks: 3, minTasks: 2) { $0.delays = [2: 64_000] }
        let summary = try run.summary()
        #expect(run.captures.keys.sorted() == [0, 1], "\(summary.reasons)")
        #expect(summary.requests.sent == 300)
        #expect(!summary.says("could not prepare"), "\(summary.reasons)")
    }
}
