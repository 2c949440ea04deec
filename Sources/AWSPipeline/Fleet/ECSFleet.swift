public import AWSClient
public import ResultPipeline

/// Tasks as containers of Amazon ECS on Fargate, one `RunTask` each.
///
/// A run is known to ECS by its name: every instance of this fleet, in whatever process, sees and ends the same tasks.
/// What ECS has told is remembered, so that a task that ECS has forgotten since keeps its end.
public struct ECSFleet: Fleet {
    /// Time for a launch where no deadline is set.
    public static let launchTime = Duration.seconds(600)

    /// Time after which ECS lists a task that it has started.
    static let listingTime = Duration.seconds(2)

    /// When ``launch(_:)`` gives up on tasks that could not be started yet; nil for ``launchTime`` after its call. To be set
    /// to some seconds before the end of a function that has a time-out.
    public var deadline: ContinuousClock.Instant?

    let ecs: ECSClient
    let settings: Settings
    let clock: any PipelineClock
    let random: @Sendable () -> Double
    let book: RosterBook
    private let pacer: LaunchPacer

    /// - Parameter random: Source of jitter, 0 ..< 1.
    public init(
        _ ecs: ECSClient,
        _ settings: Settings,
        deadline: ContinuousClock.Instant? = nil,
        clock: any PipelineClock = SystemClock(),
        random: @escaping @Sendable () -> Double = { Double.random(in: 0..<1) }
    ) {
        self.ecs = ecs
        self.settings = settings
        self.deadline = deadline
        self.clock = clock
        self.random = random
        book = RosterBook(container: settings.containerName)
        pacer = LaunchPacer(clock: clock)
    }

    /// Starts the tasks of which ECS knows none, at the rate Fargate allows. A task that has ended is not started again: its
    /// share of the plan is over.
    ///
    /// Asking again, from any process and at the same time too, comes to one task per index. What ECS refuses for now
    /// (capacity, quota, network interfaces) and what did not get through is tried until the deadline; other refusals are
    /// failures at once. Tasks that the deadline found without an answer are `pending`.
    /// - Throws: `RunError` `invalidTestId`; `AWSError` where ECS does not tell which tasks there are; `CancellationError`.
    public func launch(_ header: RunHeader) async throws -> FleetLaunch {
        let testId = header.testId
        guard TestID.isValid(testId) else {
            throw RunError(.invalidTestId, "a run is named by 1–64 of A-Za-z0-9._-, not by '\(testId.prefix(65))'")
        }
        let began = clock.instant()
        let deadline = deadline ?? began.advanced(by: Self.launchTime)
        try await patiently(until: deadline) { try await look(at: testId, in: [.running, .stopped]) }
        if isResumed(header), book.roster(of: testId).indices.count < header.taskCount {
            // What another launcher started a moment ago may not be listed yet.
            try await clock.sleep(for: min(Self.listingTime, clock.instant().duration(to: deadline)))
            try await patiently(until: deadline) { try await look(at: testId, in: [.running, .stopped]) }
        }
        let known = book.roster(of: testId).indices
        let launcher = TaskLauncher(
            ecs: ecs,
            settings: settings.of(header),
            header: header,
            clock: clock,
            pacer: pacer,
            began: began,
            deadline: deadline,
            random: random,
            onStarted: { [book] index, task in book.change(testId) { $0.add(task, index: index) } }
        )
        let result = try await launcher.launch((0..<max(0, header.taskCount)).filter { !known.contains($0) })
        if result.isInDoubt { try? await look(at: testId, in: [.running]) }
        let roster = book.roster(of: testId)
        for member in roster.surplus { try? await end(member.arn) }
        let names = roster.chosen.filter { $0.index < header.taskCount }
        let started = Set(names.map(\.index))
        return FleetLaunch(
            taskNames: names.map(\.arn),
            failures: result.failures.filter { !started.contains($0.key) }.sorted { $0.key < $1.key }.map(\.value),
            pending: result.pending.subtracting(started).count
        )
    }

    /// Whether the run was claimed by somebody before this launch, who may have started tasks.
    private func isResumed(_ header: RunHeader) -> Bool { clock.now() - header.createdAt > 1000 }

    /// What ECS says of the run's tasks, by index; nothing of those it was never seen to know. All that comes before
    /// `STOPPED` is running.
    ///
    /// Takes a call per hundred tasks, and two more until all tasks of the run are known: ECS allows 20 calls a second.
    /// - Throws: `AWSError`; `CancellationError`.
    public func status(of testId: String) async throws -> [TaskStatus] {
        let isComplete = book.roster(of: testId).isComplete
        try await look(at: testId, in: isComplete ? [] : [.running, .stopped])
        return book.roster(of: testId).chosen.map { TaskStatus(taskIndex: $0.index, name: $0.arn, state: $0.state) }
    }
}
