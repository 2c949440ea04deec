import LoadPlan
import PipelineTestKit
import ResultPipeline
import Testing

struct StartBarrierTests {
    private let barrier = StartBarrier(taskIndex: 1)

    private func header(ready: Set<Int>, minTasks: Int? = nil, start: RunStart? = nil) throws -> RunHeader {
        var header = try Sample.header("run", taskCount: 3)
        header.ready = ready
        header.minTasks = minTasks ?? 3
        header.start = start
        return header
    }

    private var deadline: Int64 { Sample.start + 60_000 }

    @Test func waitsWhileTasksAreMissing() throws {
        let header = try header(ready: [0, 1])
        #expect(barrier.next(header, now: Sample.start) == .wait(until: Sample.start + 50))
        #expect(barrier.next(header, now: deadline - 10) == .wait(until: deadline))
    }

    @Test func whoeverSeesAllReadyProposesAStart() throws {
        let action = barrier.next(try header(ready: [2, 0, 1]), now: Sample.start + 70)
        #expect(action == .propose(RunStart(at: Sample.start + 570, tasks: [0, 1, 2])))
    }

    @Test func atTheDeadlineEnoughTasksStartWithoutTheOthers() throws {
        let action = barrier.next(try header(ready: [1, 2], minTasks: 2), now: deadline)
        #expect(action == .propose(RunStart(at: deadline + 500, tasks: [1, 2])))
    }

    @Test func atTheDeadlineTooFewTasksGiveUpAndTellTheOthers() throws {
        guard case .abort(let reason, true) = barrier.next(try header(ready: [1]), now: deadline) else {
            Issue.record("expected an abort that others are told of")
            return
        }
        #expect(reason.origin == .barrier)
        #expect(reason.detail == "1 of 3 tasks were ready after 60 s, 3 are needed")
    }

    @Test func theStoredStartGivesEachTaskItsShare() throws {
        let start = RunStart(at: Sample.start + 500, tasks: [1, 2])
        let action = barrier.next(try header(ready: [1, 2], start: start), now: Sample.start + 40)
        #expect(action == .run(Segment(index: 0, of: 2), startAt: Sample.start + 500))
        let other = StartBarrier(taskIndex: 2).next(try header(ready: [1, 2], start: start), now: Sample.start)
        #expect(other == .run(Segment(index: 1, of: 2), startAt: Sample.start + 500))
    }

    @Test func aLateJoinerIsIdle() throws {
        let start = RunStart(at: Sample.start, tasks: [0, 2])
        #expect(barrier.next(try header(ready: [0, 1, 2], start: start), now: Sample.start) == .idle(.joinedLate))
    }

    @Test func tasksWithoutAVirtualUserAreIdle() throws {
        var header = try header(ready: [0, 1, 2], start: RunStart(at: Sample.start, tasks: [0, 1, 2]))
        header.plan.virtualUsers = 1
        #expect(barrier.next(header, now: Sample.start) == .idle(.surplus))
        let first = StartBarrier(taskIndex: 0).next(header, now: Sample.start)
        #expect(first == .run(.whole, startAt: Sample.start))
    }

    @Test func aTaskThatLearnsOfTheStartALittleLateTakesPart() throws {
        let header = try header(ready: [0, 1, 2], start: RunStart(at: Sample.start, tasks: [0, 1, 2]))
        let share = StartBarrier.Action.run(Segment(index: 1, of: 3), startAt: Sample.start)
        #expect(barrier.next(header, now: Sample.start + 1000) == share)
        #expect(barrier.next(header, now: Sample.start + 1001) == .idle(.missedStart(lateBy: 1001)))
    }

    @Test func aStopBeatsEverything() throws {
        for start in [nil, RunStart(at: Sample.start, tasks: [0, 1, 2])] {
            var header = try header(ready: [0, 1, 2], start: start)
            header.stopReason = "user: enough"
            let action = barrier.next(header, now: Sample.start)
            #expect(action == .abort(StopReason(.user, "enough"), tellOthers: false))
        }
    }

    @Test func onlyATaskOfTheStartedRunCanBeReplaced() throws {
        let start = RunStart(at: Sample.start, tasks: [0, 1])
        #expect(barrier.isReplacement(try header(ready: [0, 1], start: start)))
        #expect(!StartBarrier(taskIndex: 2).isReplacement(try header(ready: [0, 1], start: start)))
        #expect(!barrier.isReplacement(try header(ready: [0, 1])))
    }

    @Test(arguments: [StartBarrier.Timing.local, .remote])
    func theMarginLeavesEveryTaskTimeToLearnOfTheStart(timing: StartBarrier.Timing) {
        #expect(timing.margin >= 2 * timing.poll + 400)
    }

    @Test("F9: a task whose clock is ahead does not end the barrier the moment it comes")
    func aClockAheadDoesNotEndTheBarrier() throws {
        let header = try header(ready: [1])
        let ahead = deadline + 300_000
        #expect(barrier.next(header, now: ahead, waited: 0) == .wait(until: ahead + 50))
        #expect(barrier.next(header, now: ahead, waited: 29_999) == .wait(until: ahead + 1))
        guard case .abort = barrier.next(header, now: ahead, waited: 30_000) else {
            Issue.record("expected an abort after half of the time-out")
            return
        }
    }

    @Test("F9: clocks that may agree are taken to agree", arguments: [0, 40, 540, -460] as [Int64])
    func smallDifferencesAreNoOffset(difference: Int64) {
        let start = RunStart(at: Sample.start + 500 + difference, tasks: [0, 1])
        let offset = barrier.clockOffset(of: start, unseenAt: Sample.start, seenAt: Sample.start + 50)
        #expect(offset == 0)
    }

    @Test("F9: clocks that cannot agree are measured to half a poll", arguments: [300_000, -300_000, 700] as [Int64])
    func anOffsetIsMeasured(difference: Int64) {
        let start = RunStart(at: Sample.start + 20 + 500 + difference, tasks: [0, 1])
        let offset = barrier.clockOffset(of: start, unseenAt: Sample.start, seenAt: Sample.start + 50)
        #expect(abs(offset - difference) <= 25)
    }
}

extension StartBarrier {
    /// A task with a right clock that joined when the run was claimed.
    fileprivate func next(_ header: RunHeader, now: Int64) -> Action {
        next(header, now: now, waited: now - header.createdAt)
    }
}
