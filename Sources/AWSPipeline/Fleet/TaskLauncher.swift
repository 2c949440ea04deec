internal import AWSClient
internal import ResultPipeline

/// Starts tasks of one run, each by a call of its own because no two are given the same index.
///
/// So many calls are under way at once that the rate of launches is reached although a call takes a second; an attempt
/// that ECS refuses keeps its place while it waits, so that a fleet without capacity asks seldom.
struct TaskLauncher: Sendable {
    /// Most calls under way, waits between attempts included.
    static let width = 32

    let ecs: ECSClient
    let settings: ECSFleet.Settings
    let header: RunHeader
    let clock: any PipelineClock
    let pacer: LaunchPacer
    let began: ContinuousClock.Instant
    let deadline: ContinuousClock.Instant
    let random: @Sendable () -> Double
    let onStarted: @Sendable (Int, ECSTask) -> Void

    private static let backoff = Backoff(base: .seconds(1), cap: .seconds(20))

    /// What became of the tasks.
    struct Result: Sendable {
        /// Why tasks could not be started, by index.
        var failures: [Int: LaunchFailure] = [:]
        /// Tasks whose turn did not come before the deadline.
        var pending: Set<Int> = []
        /// Some attempts had an outcome that another launcher's may have crossed.
        var isInDoubt = false
    }

    private enum Outcome: Sendable {
        case started
        case failed(LaunchFailure)
        case hopeless(LaunchFailure)
        case pending
    }

    /// Starts the tasks of `indices`.
    /// - Throws: `CancellationError`; errors other than `AWSError`.
    func launch(_ indices: [Int]) async throws -> Result {
        try await withThrowingTaskGroup(of: (index: Int, outcome: Outcome, isInDoubt: Bool).self) { group in
            var result = Result()
            var waiting = indices[...]
            var hopeless: LaunchFailure?
            for index in waiting.prefix(Self.width) { group.addTask { try await start(index) } }
            waiting = waiting.dropFirst(Self.width)
            while let end = try await group.next() {
                result.isInDoubt = result.isInDoubt || end.isInDoubt
                switch end.outcome {
                case .started: break
                case .pending: result.pending.insert(end.index)
                case .failed(let failure): result.failures[end.index] = failure
                case .hopeless(let failure):
                    result.failures[end.index] = failure
                    hopeless = failure
                }
                if hopeless == nil, let index = waiting.popFirst() { group.addTask { try await start(index) } }
            }
            if let hopeless { for index in waiting { result.failures[index] = hopeless } }
            return result
        }
    }

    private func start(_ index: Int) async throws -> (index: Int, outcome: Outcome, isInDoubt: Bool) {
        var attempt = 0
        var holds = 0
        var obstacle: LaunchFailure?
        while try await pacer.admit(before: deadline) {
            switch try await call(index, attempt) {
            case .started(let task):
                onStarted(index, task)
                return (index, .started, attempt > 0)
            case .failed(let failure): return (index, .failed(failure), true)
            case .hopeless(let failure): return (index, .hopeless(failure), attempt > 0)
            case .refused(let failure):
                attempt += 1
                obstacle = failure
                guard attempt < LaunchSchedule.attempts else { return (index, .failed(failure), true) }
                let wait = LaunchSchedule.wait(for: attempt, at: elapsed, random: random())
                guard try await pause(wait) else { return (index, .failed(failure), true) }
            case .held(let failure):
                obstacle = failure ?? obstacle
                let wait = Self.backoff.delay(attempt: holds, random: random())
                holds += 1
                guard try await pause(wait) else { return (index, Self.outcome(obstacle), attempt > 0) }
            }
        }
        return (index, Self.outcome(obstacle), attempt > 0)
    }

    /// What the deadline makes of a task: a failure where something stood in its way, otherwise its turn did not come.
    private static func outcome(_ obstacle: LaunchFailure?) -> Outcome {
        obstacle.map(Outcome.failed) ?? .pending
    }

    private func call(_ index: Int, _ attempt: Int) async throws -> LaunchVerdict {
        do {
            let request = TaskRequest.of(header, index, attempt: attempt, settings)
            // Repetitions are counted and paced here.
            return LaunchVerdict(try await ecs.runTask(request, maxAttempts: 1), spot: settings.spot)
        } catch let error as AWSError {
            if LaunchObstacle(error) == .rate { pacer.slowDown() }
            return LaunchVerdict(error, spot: settings.spot)
        }
    }

    /// Time since the run was claimed, or since this launch began where the clocks of the two disagree.
    private var elapsed: Duration {
        max(.milliseconds(clock.now() - header.createdAt), began.duration(to: clock.instant()))
    }

    /// Waits; false, at once, where the deadline comes first.
    private func pause(_ wait: Duration) async throws -> Bool {
        guard clock.instant().advanced(by: wait) < deadline else { return false }
        try await clock.sleep(for: wait)
        return true
    }
}
