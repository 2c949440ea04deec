/// Operations of Amazon ECS on tasks.
///
/// Source: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/Welcome.html
public struct ECSClient: Sendable {
    /// Most tasks of one ``describeTasks(_:cluster:)``.
    public static let maxDescribed = 100

    /// What a task is meant to be, which is not yet what it is.
    public enum DesiredStatus: String, Sendable, CaseIterable {
        /// It is to run.
        case running = "RUNNING"
        /// It is to end, or has ended within about the last hour.
        case stopped = "STOPPED"
    }

    let caller: any AWSCaller
    let json = JSONProtocol(target: "AmazonEC2ContainerServiceV20141113", version: "1.1")

    /// Operations by way of `caller`, which addresses and signs for `ecs`.
    public init(_ caller: any AWSCaller) {
        self.caller = caller
    }

    /// Starts tasks. An answer may hold failures instead of tasks: see ``ECSTaskAnswer``.
    /// - Parameter maxAttempts: Attempts of the caller's own; nil for its default.
    /// - Throws: ``AWSError``; `CancellationError`.
    public func runTask(_ input: ECSRunTask, maxAttempts: Int? = nil) async throws -> ECSTaskAnswer {
        try await perform("RunTask", input, maxAttempts: maxAttempts, as: ECSTaskAnswer.self)
    }

    /// Tells a task to end: SIGTERM to its containers, and SIGKILL after their stop time-out.
    /// - Parameters:
    ///   - task: ARN.
    ///   - reason: Kept as the task's stopped reason.
    /// - Throws: ``AWSError``, `InvalidParameterException` for a task that ECS does not know; `CancellationError`.
    public func stopTask(_ task: String, cluster: String, reason: String) async throws {
        let input = StopTaskInput(cluster: cluster, task: task, reason: reason)
        _ = try await caller.call(json.request("StopTask", input: input))
    }

    /// ARNs of the tasks that were started under a name, all pages. A task that was started a moment ago may be missing.
    /// - Throws: ``AWSError``; `CancellationError`.
    public func listTasks(startedBy: String, cluster: String, desired: DesiredStatus) async throws -> [String] {
        try await list(ListTasksInput(cluster: cluster, startedBy: startedBy, desiredStatus: desired.rawValue))
    }

    /// ARNs of the tasks whose definition is of a family, whoever started them, all pages.
    /// - Throws: ``AWSError``; `CancellationError`.
    public func listTasks(family: String, cluster: String, desired: DesiredStatus) async throws -> [String] {
        try await list(ListTasksInput(cluster: cluster, family: family, desiredStatus: desired.rawValue))
    }

    private func list(_ input: ListTasksInput) async throws -> [String] {
        var input = input
        var found: [String] = []
        repeat {
            let page = try await perform("ListTasks", input, as: ListTasksOutput.self)
            found += page.taskArns ?? []
            input.nextToken = page.nextToken
        } while input.nextToken != nil
        return found
    }

    /// What up to ``maxDescribed`` tasks are doing. One that ECS does not know, or knows no longer, is a failure `MISSING`.
    /// - Parameter tasks: ARNs.
    /// - Throws: ``AWSError``; `CancellationError`.
    public func describeTasks(_ tasks: [String], cluster: String) async throws -> ECSTaskAnswer {
        let input = DescribeTasksInput(cluster: cluster, tasks: tasks)
        return try await perform("DescribeTasks", input, as: ECSTaskAnswer.self)
    }

    func perform<Output: Decodable>(
        _ operation: String,
        _ input: some Encodable,
        maxAttempts: Int? = nil,
        as type: Output.Type
    ) async throws -> Output {
        var request = try json.request(operation, input: input)
        request.maxAttempts = maxAttempts
        return try JSONProtocol.decode(type, from: try await caller.call(request), of: operation)
    }
}
