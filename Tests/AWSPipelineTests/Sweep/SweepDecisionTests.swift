import LoadPlan
import PipelineTestKit
import ResultPipeline
import Testing

@testable import AWSPipeline

@Suite struct SweepDecisionTests {
    private static let now = Sample.start
    private static let grace: Int64 = 300_000

    private func decide(_ run: SweepDecision.Run, testId: String? = "run", age: Int64? = 3_600_000) -> SweepDecision {
        SweepDecision(
            testId: testId,
            createdAt: age.map { Self.now - $0 },
            run: run,
            now: Self.now,
            grace: Self.grace
        )
    }

    private func header(claimed milliseconds: Int64, start: Int64? = nil, finished: Int64? = nil) throws -> RunHeader {
        var header = try Sample.header("run", taskCount: 2, createdAt: Self.now - milliseconds)
        header.start = start.map { RunStart(at: Self.now - $0, tasks: [0, 1]) }
        header.outcome = finished.map {
            RunOutcome(verdict: "passed", finishedAt: Self.now - $0, requests: 1, failed: 0, p99: 1)
        }
        return header
    }

    private func kind(_ decision: SweepDecision) -> Orphan.Kind? {
        guard case .stop(let orphan) = decision else { return nil }
        return orphan.kind
    }

    @Test func `a run under way keeps its tasks, however old they are`() throws {
        #expect(decide(.header(try header(claimed: 3_600_000, start: 5_000))) == .keep)
    }

    /// The sample's load takes 10 s, its time-outs 40 s; tasks get 180 s for their last messages.
    @Test(arguments: [(529_999, false), (530_000, true)])
    func `a run is overdue once load, time-outs and grace are past`(sinceStart: Int64, isOrphan: Bool) throws {
        let decision = decide(.header(try header(claimed: 3_600_000, start: sinceStart)))
        #expect(kind(decision) == (isOrphan ? .overdue : nil))
    }

    /// A barrier of 60 s, half as long again for tasks that come late, and the same time-outs.
    @Test(arguments: [(609_999, false), (610_000, true)])
    func `a run that never started is overdue once its barrier has given up`(sinceClaim: Int64, isOrphan: Bool) throws {
        let decision = decide(.header(try header(claimed: sinceClaim)))
        #expect(kind(decision) == (isOrphan ? .overdue : nil))
    }

    @Test(arguments: [(299_999, false), (300_000, true)])
    func `a run that is over leaves its tasks the grace`(sinceEnd: Int64, isOrphan: Bool) throws {
        let decision = decide(.header(try header(claimed: 3_600_000, start: 5_000, finished: sinceEnd)))
        #expect(kind(decision) == (isOrphan ? .runIsOver : nil))
    }

    @Test(arguments: [(299_999, false), (300_000, true)])
    func `a task without a run is an orphan after the grace`(age: Int64, isOrphan: Bool) {
        #expect(kind(decide(.unknown, age: age)) == (isOrphan ? .unknownRun : nil))
        #expect(kind(decide(.unknown, testId: nil, age: age)) == (isOrphan ? .nameless : nil))
    }

    @Test func `what is not known is no reason to stop a task`() {
        #expect(decide(.unreadable("throttled")) == .undecided("throttled"))
        #expect(decide(.unknown, age: nil) == .undecided("ECS does not say when the task was created"))
    }

    @Test func `a clock that is behind keeps every task`() throws {
        #expect(decide(.unknown, age: -3_600_000) == .keep)
        #expect(decide(.header(try header(claimed: 0, finished: -3_600_000))) == .keep)
    }

    @Test func `a plan without end has no deadline`() throws {
        var header = try header(claimed: 3_600_000, start: 3_600_000)
        header.plan.profile = .closed(seconds: 1e300)
        #expect(header.hardDeadline == .max)
        #expect(decide(.header(header)) == .keep)
    }

    @Test func `the reason says what and since when`() throws {
        guard case .stop(let orphan) = decide(.header(try header(claimed: 9_000_000, finished: 600_000))) else {
            Issue.record("kept")
            return
        }
        #expect(orphan.detail == "its run is over: passed, 600 s ago")
    }
}
