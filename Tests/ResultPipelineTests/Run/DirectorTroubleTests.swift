import LoadPlan
import Measurement
import PipelineTestKit
import ResultPipeline
import Testing

/// Services that fail the director, and directors that come twice.
struct DirectorTroubleTests {
    @Test func aRegistryThatIsAwayAtTheEndCostsNoSummary() throws {
        let undisturbed = try SimulatedRun(tasks: 2).summary()
        let run = try SimulatedRun(tasks: 2)
        run.services.registry.fail(from: Sample.start + 5000, to: Sample.start + 25_000)
        let (summary, header) = try run.simulation.run {
            (try await run.carryOut(), try await run.services.registry.header(of: "run"))
        }
        #expect(try summary.encoded() == undisturbed.encoded())
        #expect(header?.outcome?.verdict == "passed")
    }

    @Test func aRegistryThatIsGoneCostsOnlyTheRecordedOutcome() throws {
        let run = try SimulatedRun(tasks: 2)
        run.services.registry.fail(from: Sample.start + 5000, to: .max)
        let summary = try run.summary()
        #expect(summary.verdict == .passed)
        #expect(summary.requests.sent == 100)
        #expect(summary.says("the outcome could not be recorded in the registry: the registry does not answer"))
    }

    @Test("F30: a store that is throttled for half a minute loses nothing", arguments: [3000, 8000, 10_400] as [Int64])
    func aThrottledStore(from: Int64) throws {
        let undisturbed = try SimulatedRun(tasks: 2).summary()
        let run = try SimulatedRun(tasks: 2)
        run.services.store.fail(from: Sample.start + from, to: Sample.start + from + 30_000)
        let (summary, dead) = try run.simulation.run {
            (try await run.carryOut(), try await run.services.queue.deadLetters(limit: 10))
        }
        #expect(try summary.encoded() == undisturbed.encoded())
        #expect(dead.isEmpty)
        #expect(run.services.store.puts < 150, "the store is not hammered: \(run.services.store.puts)")
    }

    @Test("F30: a store that never comes back is an error, and leaves no task")
    func aStoreThatIsGone() throws {
        let run = try SimulatedRun(tasks: 2)
        run.services.store.fail(from: Sample.start + 3000, to: .max)
        #expect(throws: Outage.self) { try run.summary() }
        #expect(run.fleet.running.isEmpty)
        #expect(run.elapsed < 180_000)
    }

    @Test func aFleetThatDoesNotAnswerDoesNotEndARun() throws {
        let run = try SimulatedRun(tasks: 2)
        run.fleet.fail(from: Sample.start + 1000, to: Sample.start + 9000)
        #expect(try run.summary().verdict == .passed)
    }

    @Test("F1: two directors of one run start one fleet and agree")
    func twoDirectorsOfOneRun() throws {
        let run = try SimulatedRun(tasks: 3)
        let (first, second) = try run.simulation.run {
            async let one = run.director.run(run.header)
            async let other = run.director.run(run.header)
            return (try await one, try await other)
        }
        #expect(run.fleet.launches == 3)
        #expect(try first.encoded() == second.encoded())
        #expect(first.verdict == .passed)
    }

    @Test("F3: a testId of another plan is refused by name, and its run goes on")
    func anotherPlanIsRefused() throws {
        let run = try SimulatedRun(tasks: 2)
        let errors = Collected<RunError>()
        let summary = try run.summary(incidents: [
            (
                5000,
                { run in
                    var other = run.header
                    other.plan.virtualUsers += 1
                    do { _ = try await run.director.run(other) } catch let error as RunError { errors.add([error]) }
                }
            )
        ])
        #expect(errors.all.map(\.code) == [.conflict])
        #expect(errors.all.first?.message.contains("'run'") == true)
        #expect(summary.verdict == .passed)
    }

    @Test(arguments: ["", "a b", "../x", String(repeating: "x", count: 65)])
    func aTestIdThatIsNoneIsRefused(testId: String) throws {
        let run = SimulatedRun(try Sample.header(testId, taskCount: 1))
        let error = #expect(throws: RunError.self) { try run.summary() }
        #expect(error?.code == .invalidTestId)
        #expect(run.fleet.launches == 0)
    }

    @Test("F21: results that come after the end revise the outcome")
    func lateResultsReviseTheOutcome() throws {
        let undisturbed = try SimulatedRun(tasks: 2).summary()
        let run = try SimulatedRun(tasks: 2) { $0.options.drainTimeout = .seconds(1) }
        run.services.store.fail(from: Sample.start + 8200, to: Sample.start + 14_000)
        let (early, late, outcomes) = try run.simulation.run {
            let early = try await run.carryOut()
            let first = try await run.services.registry.header(of: "run")?.outcome
            run.processElsewhere()
            try await run.simulation.clock.sleep(for: .seconds(60))
            let late = try await run.carryOut()
            return (early, late, [first, try await run.services.registry.header(of: "run")?.outcome])
        }
        #expect(early.verdict == .invalid)
        #expect(try late.encoded() == undisturbed.encoded())
        #expect(outcomes.map { $0?.verdict } == ["invalid", "passed"])
        #expect(outcomes.map { $0?.requests }.last == 100)
        #expect(outcomes[0]?.finishedAt == outcomes[1]?.finishedAt)
        #expect(run.fleet.launches == 2, "a run that has ended is not carried out again")
    }

    @Test(
        "who looks at a run whose director was killed long ago is told at once; of one of today it may still go on",
        arguments: [(7 * 86_400_000, true), (600_000, false)] as [(Int64, Bool)]
    )
    func aRunThatNobodyDirects(age: Int64, isToldAtOnce: Bool) throws {
        let run = try SimulatedRun(tasks: 2)
        let (summary, header) = try run.simulation.run {
            let registry = run.services.registry
            _ = try await registry.claim(run.header)
            for task in 0...1 { try await registry.join("run", taskIndex: task) }
            _ = try await registry.start("run", RunStart(at: run.simulation.clock.now(), tasks: [0, 1]))
            run.simulation.clock.stepWall(by: age)
            return (try await run.director.attend("run"), try await registry.header(of: "run"))
        }
        #expect((run.elapsed < 90_000) == isToldAtOnce, "\(run.elapsed) ms")
        #expect(summary.verdict == .invalid)
        #expect(header?.outcome?.verdict == "invalid")
    }
}
