internal import AWSClient
internal import ResultPipeline

/// What a fleet knows of the tasks of one run. It outlives ECS's own memory, which loses a task about an hour after its
/// end, and it knows of tasks that ECS does not list yet. Pure.
struct TaskRoster: Sendable {
    /// One task.
    struct Member: Sendable {
        var index: Int
        var arn: String
        var state: TaskStatus.State
        /// It is to end.
        var isEnding: Bool
        /// Epoch seconds.
        var createdAt: Double?
        /// ECS has described it since it was started.
        var isDescribed: Bool

        var isStopped: Bool { if case .stopped = state { true } else { false } }
    }

    private let testId: String
    private let container: String
    private var members: [String: Member] = [:]
    private var taskCount: Int?

    /// - Parameter container: The worker's container.
    init(testId: String, container: String) {
        self.testId = testId
        self.container = container
    }

    /// Takes in a task that was just started. An answer to a repeated request may say less of it than is known.
    mutating func add(_ task: ECSTask, index: Int) {
        guard members[task.taskArn] == nil else { return }
        members[task.taskArn] = member(task, index, isDescribed: false)
    }

    /// Takes in what ECS says of tasks; those of other runs are left out.
    mutating func update(_ tasks: [ECSTask]) {
        for task in tasks {
            guard let index = members[task.taskArn]?.index ?? task.index(in: testId), index >= 0 else { continue }
            members[task.taskArn] = member(task, index, isDescribed: true)
            taskCount = taskCount ?? task.override(TaskRequest.taskCount).flatMap { Int($0) }
        }
    }

    /// Takes in that ECS does not know a task. One that it has described before is gone; another may only be too new.
    mutating func miss(_ arn: String) {
        guard let member = members[arn], member.isDescribed, !member.isStopped else { return }
        members[arn]?.state = .stopped(exitCode: nil, reason: "ended more than an hour ago; ECS no longer knows how")
    }

    private func member(_ task: ECSTask, _ index: Int, isDescribed: Bool) -> Member {
        let state = task.state(of: container)
        return Member(
            index: index,
            arn: task.taskArn,
            state: state,
            isEnding: task.desiredStatus == "STOPPED" || state != .running,
            createdAt: task.createdAt ?? members[task.taskArn]?.createdAt,
            isDescribed: isDescribed
        )
    }

    /// Whether every task of the run is known, so that nothing is to be gained from a list.
    var isComplete: Bool { taskCount.map { indices.count >= $0 } ?? false }
    /// Indices of which there is a task.
    var indices: Set<Int> { Set(members.values.map(\.index)) }
    /// Tasks of which more may become known.
    var open: [String] { members.values.filter { !$0.isStopped }.map(\.arn).sorted() }
    /// Tasks whose end is known.
    var ended: Set<String> { Set(members.values.filter(\.isStopped).map(\.arn)) }
    /// Tasks that nobody has told to end.
    var unstopped: [Member] { members.values.filter { !$0.isEnding }.sorted(by: Self.isBefore) }

    /// Tasks that run beside another of the same index, which was created before: everybody who looks names the same ones.
    var surplus: [Member] {
        var seen: Set<Int> = []
        return unstopped.filter { !seen.insert($0.index).inserted }
    }

    /// One task of each index: one that is not told to end before one that is, the first that was created before others.
    var chosen: [Member] {
        var byIndex: [Int: Member] = [:]
        for member in members.values.sorted(by: Self.isBefore) {
            guard let other = byIndex[member.index], !other.isEnding || member.isEnding else {
                byIndex[member.index] = member
                continue
            }
        }
        return byIndex.values.sorted { $0.index < $1.index }
    }

    private static func isBefore(_ one: Member, _ other: Member) -> Bool {
        (one.index, one.createdAt ?? .infinity, one.arn) < (other.index, other.createdAt ?? .infinity, other.arn)
    }
}
