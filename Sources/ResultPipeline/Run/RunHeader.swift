public import LoadPlan

/// What is known of a run as a whole: parameters, claim, barrier and control. Record 0 of the run in the results table.
public struct RunHeader: Hashable, Sendable, Codable {
    /// Names the run: 1–64 of `A-Za-z0-9._-`.
    public var testId: String
    /// Epoch milliseconds of the claim.
    public var createdAt: Int64
    /// What to run.
    public var plan: TestPlan
    /// Tasks asked for, 1…1000.
    public var taskCount: Int
    /// Tasks that suffice at the barrier's deadline, 1…`taskCount`.
    public var minTasks: Int
    /// Milliseconds from the claim until the barrier gives up.
    public var barrierTimeout: Int64
    /// Length of a reporting window in milliseconds, a multiple of 1000.
    public var windowLength: Int64
    /// Tasks run on spare capacity, which is cheaper and may be taken back (Fargate Spot). Meaningless to a fleet of
    /// processes.
    public var usesSpot: Bool {
        get { spot ?? false }
        set { spot = newValue ? true : nil }
    }
    /// Absent where it is off, so that headers stored before it existed are read.
    private var spot: Bool?
    /// What the plan's setup captured; nil before it is done, where there is none, and from the start or a stop on, as tokens may be
    /// among it and nobody may be there to end the run.
    public var captures: [String: String]?
    /// Tasks that reached the barrier.
    public var ready: Set<Int>
    /// When, and with which tasks, load starts; nil until the barrier opened.
    public var start: RunStart?
    /// Why the run was told to stop; nil while it was not.
    public var stopReason: String?
    /// How it ended; nil while it goes on.
    public var outcome: RunOutcome?

    /// A new run that nobody has joined.
    public init(
        testId: String,
        createdAt: Int64,
        plan: TestPlan,
        taskCount: Int,
        minTasks: Int? = nil,
        barrierTimeout: Int64 = 60_000,
        windowLength: Int64 = 1000,
        usesSpot: Bool = false
    ) {
        self.testId = testId
        self.createdAt = createdAt
        self.plan = plan
        self.taskCount = taskCount
        self.minTasks = minTasks ?? taskCount
        self.barrierTimeout = barrierTimeout
        self.windowLength = windowLength
        ready = []
        self.usesSpot = usesSpot
    }

    /// Whether `other` asks for the same run: same plan, tasks, capacity and condition to start. What an event delivered
    /// twice may differ in (the time of the claim) and what has happened since do not count.
    public func asksForSameRun(as other: RunHeader) -> Bool {
        testId == other.testId && plan == other.plan && taskCount == other.taskCount && minTasks == other.minTasks
            && usesSpot == other.usesSpot
    }
}

/// The opened barrier: one absolute time for all tasks, and who takes part.
public struct RunStart: Hashable, Sendable, Codable {
    /// Epoch milliseconds of the first arrival.
    public var at: Int64
    /// Indices of the tasks that take part, ascending. The plan is shared out among exactly these.
    public var tasks: [Int]

    /// Creates a start.
    public init(at: Int64, tasks: [Int]) {
        self.at = at
        self.tasks = tasks
    }
}

/// How a run ended.
public struct RunOutcome: Hashable, Sendable, Codable {
    /// `passed`, `failed`, `invalid` or `interrupted`.
    public var verdict: String
    /// Epoch milliseconds.
    public var finishedAt: Int64
    /// Requests sent, as the list of runs shows them.
    public var requests: UInt64
    /// Requests that failed.
    public var failed: UInt64
    /// 99th percentile of response time in milliseconds.
    public var p99: Double

    /// Creates an outcome.
    public init(verdict: String, finishedAt: Int64, requests: UInt64, failed: UInt64, p99: Double) {
        self.verdict = verdict
        self.finishedAt = finishedAt
        self.requests = requests
        self.failed = failed
        self.p99 = p99
    }
}
