public import LoadPlan
internal import Measurement
public import Reporting
public import ResultPipeline

extension ProgressFigures {
    /// What is shown of a look at a run.
    /// - Parameter plan: The plan of the run, for the rate that it asks for at that moment.
    public init(_ snapshot: ProgressSnapshot, plan: TestPlan) {
        self.init()
        elapsedSeconds = snapshot.elapsedSeconds ?? 0
        totalSeconds = snapshot.plannedSeconds
        if case .open(let rate, _) = plan.profile { askedPerSecond = rate.rate(at: elapsedSeconds) }
        asksIterations = !plan.scenarios.isEmpty
        achievedPerSecond = snapshot.lastPerSecond
        (sent, failed, dropped) = (snapshot.counts.sent, snapshot.counts.failed, snapshot.counts.dropped)
        if snapshot.counts.completed > 0 {
            (p50, p95, p99) = (snapshot.times.p50, snapshot.times.p95, snapshot.times.p99)
        }
        last = LiveTimes(snapshot.lastTimes)
        windowSeconds = snapshot.windowSeconds
        errors = snapshot.errors.filter { $0.value > 0 }
        statusCodes = snapshot.statusCodes
        (arrivalsThatWaited, longestWaitMs) = (snapshot.arrivalsThatWaited, snapshot.longestWaitMs)
        inFlight = snapshot.elapsedSeconds == nil ? nil : snapshot.inFlight
        groups = snapshot.groups.map(LivePlace.init)
        endpoints = snapshot.endpoints.count > 1 ? snapshot.endpoints.map(LivePlace.init) : []
        tasks = LiveTasks(snapshot)
        tasksReported = max(snapshot.tasks.running, snapshot.tasks.finished)
        tasksRequested = snapshot.tasks.requested
    }
}

extension LivePlace {
    fileprivate init(_ place: PlaceProgress) {
        self.init(
            name: place.name,
            perSecond: place.lastPerSecond,
            count: place.count,
            failed: place.failed,
            last: LiveTimes(place.lastTimes),
            run: LiveTimes(place.times)
        )
    }
}

extension LiveTimes {
    /// Nil where nothing was timed.
    fileprivate init?(_ times: ProgressSnapshot.Times) {
        guard times.p99 > 0 else { return nil }
        self.init(p50: times.p50, p95: times.p95, p99: times.p99)
    }
}

extension LiveTasks {
    /// Windows that a task may be late with before that is worth a sentence.
    private static let patience = 3.0
    /// Seconds that the way of a window may take besides.
    private static let wayOfAWindow = 4.0
    /// Start lag worth a sentence, in milliseconds: that from which a run becomes invalid.
    private static let startLagLimitMs = GeneratorVerdict.startLagLimitMs

    init(_ snapshot: ProgressSnapshot) {
        self.init()
        for task in snapshot.perTask {
            switch task.state {
            case .waiting: waiting += 1
            case .ready: ready += 1
            case .running: running += 1
            case .finished: finished += 1
            case .failed: failed += 1
            }
            if let trouble = Self.trouble(task, snapshot) { troubles.append("task \(task.taskIndex): \(trouble)") }
        }
    }

    private static func trouble(_ task: TaskProgress, _ snapshot: ProgressSnapshot) -> String? {
        if let problem = task.problem { return problem }
        guard task.state == .running else { return nil }
        let isDue = (snapshot.elapsedSeconds ?? 0) < snapshot.plannedSeconds
        if isDue, task.silentSeconds > snapshot.windowSeconds * patience + wayOfAWindow {
            return "no word for \(Int(task.silentSeconds)) s"
        }
        if task.startLagMs > startLagLimitMs {
            return "requests leave up to \(Int(task.startLagMs.rounded())) ms late: it wants more CPU"
        }
        return nil
    }
}
