public import AWSClient
internal import Measurement
public import ResultPipeline

/// Ends tasks that nobody waits for: of runs that are over, that are past their hard deadline, or that do not exist. A
/// launcher that dies, a command that is killed and a stop that did not get through leave such tasks, which cost money.
///
/// Needs `ecs:ListTasks`, `ecs:DescribeTasks` and `ecs:StopTask` in the cluster, and `dynamodb:GetItem` on the table.
public struct Sweeper: Sendable {
    private static let stopWidth = 10

    private let ecs: ECSClient
    private let registry: any RunRegistry
    private let settings: SweepSettings
    private let clock: any PipelineClock

    /// A sweeper of one cluster.
    /// - Parameter registry: The runs; reads must be consistent, so that a run that was just claimed is seen.
    public init(
        ecs: ECSClient,
        registry: any RunRegistry,
        settings: SweepSettings,
        clock: any PipelineClock = SystemClock()
    ) {
        self.ecs = ecs
        self.registry = registry
        self.settings = settings
        self.clock = clock
    }

    /// Looks at every running task of the family once and ends the orphans. Whatever fails for one task is in the report
    /// and keeps nobody from the others. No call is begun after `deadline`.
    /// - Throws: `AWSError` where ECS does not say which tasks there are; `CancellationError`.
    public func sweep(until deadline: ContinuousClock.Instant) async throws -> SweepReport {
        var report = SweepReport()
        var runs: [String: SweepDecision.Run] = [:]
        let tasks = try await ecs.listTasks(family: settings.family, cluster: settings.cluster, desired: .running)
        report.listed = tasks.count
        var rest = tasks[...]
        while !rest.isEmpty {
            guard clock.instant() < deadline else { return report }
            let page = Array(rest.prefix(ECSClient.maxDescribed))
            rest = rest.dropFirst(page.count)
            let described = try await ecs.describeTasks(page, cluster: settings.cluster)
            // Those that ECS does not know any more have ended.
            let running = described.tasks.filter { $0.desiredStatus != "STOPPED" }
            for testId in Set(running.compactMap { $0.override(TaskRequest.testId) }).sorted() where runs[testId] == nil
            {
                guard clock.instant() < deadline else { return report }
                runs[testId] = try await run(testId)
            }
            let orphans = decide(running, runs, &report)
            report.examined += page.count
            guard try await end(orphans, &report, until: deadline) else { return report }
        }
        report.isComplete = true
        return report
    }

    private func run(_ testId: String) async throws -> SweepDecision.Run {
        do {
            return try await registry.header(of: testId).map(SweepDecision.Run.header) ?? .unknown
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            return .unreadable(BoundedText.clean("\(error)"))
        }
    }

    private func decide(
        _ tasks: [ECSTask],
        _ runs: [String: SweepDecision.Run],
        _ report: inout SweepReport
    ) -> [SweepReport.Stopped] {
        var orphans: [SweepReport.Stopped] = []
        for task in tasks {
            let testId = task.override(TaskRequest.testId)
            let decision = SweepDecision(
                testId: testId,
                createdAt: task.createdAt.flatMap { Int64(exactly: ($0 * 1000).rounded()) },
                run: testId.flatMap { runs[$0] } ?? .unknown,
                now: clock.now(),
                grace: Int64(settings.grace / .milliseconds(1))
            )
            let name = testId.map(BoundedText.clean)
            switch decision {
            case .keep: break
            case .undecided(let detail):
                guard report.undecided.count < SweepReport.most else { continue }
                report.undecided.append(SweepReport.Undecided(task: task.taskArn, testId: name, detail: detail))
            case .stop(let orphan):
                let reason = orphan.kind.rawValue
                orphans.append(
                    SweepReport.Stopped(task: task.taskArn, testId: name, reason: reason, detail: orphan.detail)
                )
            }
        }
        return orphans
    }

    /// Tells ECS of the orphans, several at a time; false where time is up before all were told.
    private func end(
        _ orphans: [SweepReport.Stopped],
        _ report: inout SweepReport,
        until deadline: ContinuousClock.Instant
    ) async throws -> Bool {
        var rest = orphans[...]
        while !rest.isEmpty {
            guard clock.instant() < deadline else { return false }
            let batch = rest.prefix(Self.stopWidth)
            rest = rest.dropFirst(batch.count)
            let told = try await withThrowingTaskGroup(of: SweepReport.Stopped.self) { group in
                for orphan in batch { group.addTask { try await end(orphan) } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            report.failures += told.count { $0.failure != nil }
            report.ended += told.count { $0.failure == nil }
            report.stopped += told.sorted { $0.task < $1.task }.prefix(SweepReport.most - report.stopped.count)
        }
        return true
    }

    private func end(_ orphan: SweepReport.Stopped) async throws -> SweepReport.Stopped {
        var orphan = orphan
        do {
            try await ecs.stopTask(orphan.task, cluster: settings.cluster, reason: "orphaned: \(orphan.detail)")
        } catch let error as AWSError {
            // One that is gone has ended by itself.
            if error.code != "InvalidParameterException" || !error.message.contains("not found") {
                orphan.failure = BoundedText.clean(error.description)
            }
        }
        return orphan
    }
}
