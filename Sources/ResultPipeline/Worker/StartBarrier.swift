public import LoadPlan

/// The start barrier as one task sees it. It has no leader: whoever sees that the run can start proposes a start, the
/// first proposal stored is everybody's, and each task derives its share from it.
public struct StartBarrier: Sendable {
    /// Milliseconds of the barrier's steps.
    public struct Timing: Hashable, Sendable {
        /// From one look at the header to the next.
        public var poll: Int64
        /// From a proposal to the start it proposes. Must exceed one poll, one read of the header and the difference of
        /// the tasks' clocks, or tasks learn of the start too late.
        public var margin: Int64
        /// A task that waited at the barrier and learns of the start so late still takes part; its lag is measured.
        public var lateTolerance: Int64

        /// Creates a timing.
        public init(poll: Int64, margin: Int64, lateTolerance: Int64) {
            self.poll = poll
            self.margin = margin
            self.lateTolerance = lateTolerance
        }

        /// Tasks of one machine: one clock, a file as registry.
        public static let local = Timing(poll: 50, margin: 500, lateTolerance: 1000)
        /// Tasks of many machines: a table as registry, clocks kept to some 10 ms.
        public static let remote = Timing(poll: 1000, margin: 3000, lateTolerance: 2000)
    }

    /// What to do next.
    public enum Action: Hashable, Sendable {
        /// Look again at this time, epoch milliseconds.
        case wait(until: Int64)
        /// Store this start unless there is one, and go on with the header as it then stands.
        case propose(RunStart)
        /// Generate this share of the load from this time on, epoch milliseconds.
        case run(Segment, startAt: Int64)
        /// Generate nothing, and record why.
        case idle(IdleReason)
        /// There will be no load. Tell the others where the reason is this task's finding.
        case abort(StopReason, tellOthers: Bool)
    }

    /// Why a task generates no load although the run takes place.
    public enum IdleReason: Hashable, Sendable {
        /// The run had started without it.
        case joinedLate
        /// The plan has fewer virtual users than there are tasks.
        case surplus
        /// It is one of the run's tasks, but learnt of the start this many milliseconds too late: its share is missing.
        case missedStart(lateBy: Int64)

        /// For the report.
        public var text: String {
            switch self {
            case .joinedLate: "joined after the run had started without it"
            case .surplus: "the plan has fewer virtual users than there are tasks"
            case .missedStart(let late): "learnt of the start \(late) ms too late"
            }
        }
    }

    private let taskIndex: Int
    private let timing: Timing

    /// The barrier of task `taskIndex`.
    public init(taskIndex: Int, timing: Timing = .local) {
        self.taskIndex = taskIndex
        self.timing = timing
    }

    /// Whether a task that has not joined yet stands in for one of the run's that is gone: it must send nothing, as its
    /// messages would be taken for the other's.
    public func isReplacement(_ header: RunHeader) -> Bool {
        header.start?.tasks.contains(taskIndex) ?? false
    }

    /// What to do at `now`, after joining, when the header reads `header`.
    ///
    /// The barrier gives up `barrierTimeout` after the claim; a task that finds it so waits half as long itself before it
    /// acts on it, as its clock may be ahead by minutes.
    /// - Parameters:
    ///   - now: Wall clock in epoch milliseconds, corrected by ``clockOffset(of:unseenAt:seenAt:)`` once there is a start.
    ///   - waited: Milliseconds since this task joined, on a clock that never steps.
    public func next(_ header: RunHeader, now: Int64, waited: Int64) -> Action {
        if let reason = header.stopReason { return .abort(StopReason(text: reason), tellOthers: false) }
        if let start = header.start { return share(of: header, start, now: now) }
        let deadline = max(header.createdAt + header.barrierTimeout, now - waited + header.barrierTimeout / 2)
        if header.ready.count >= header.taskCount || (now >= deadline && header.ready.count >= header.minTasks) {
            return .propose(RunStart(at: now + timing.margin, tasks: header.ready.sorted()))
        }
        guard now < deadline else {
            let detail =
                "\(header.ready.count) of \(header.taskCount) tasks were ready after \(header.barrierTimeout / 1000) s, "
                + "\(header.minTasks) are needed"
            return .abort(StopReason(.barrier, detail), tellOthers: true)
        }
        return .wait(until: min(now + timing.poll, deadline))
    }

    /// Milliseconds by which the wall clock of the task that proposed `start` is ahead of this one's, as far as that shows
    /// beyond doubt; 0 where the clocks may agree.
    ///
    /// The start was proposed between two looks at the header, and says when, by its proposer's clock.
    /// - Parameters:
    ///   - unseenAt: This task's wall clock before the last look that showed no start, or before it joined.
    ///   - seenAt: The same clock after the first look that showed the start.
    public func clockOffset(of start: RunStart, unseenAt: Int64, seenAt: Int64) -> Int64 {
        let proposedAt = start.at - timing.margin
        let isPlausible = unseenAt - timing.margin <= proposedAt && proposedAt <= seenAt + timing.margin
        return isPlausible ? 0 : proposedAt - (unseenAt + (seenAt - unseenAt) / 2)
    }

    private func share(of header: RunHeader, _ start: RunStart, now: Int64) -> Action {
        guard let position = start.tasks.firstIndex(of: taskIndex) else { return .idle(.joinedLate) }
        let active = header.plan.activeTasks(of: start.tasks.count)
        guard position < active else { return .idle(.surplus) }
        let late = now - start.at
        guard late <= timing.lateTolerance else { return .idle(.missedStart(lateBy: late)) }
        return .run(Segment(index: position, of: active), startAt: start.at)
    }
}
