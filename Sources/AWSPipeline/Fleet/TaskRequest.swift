internal import AWSClient
internal import ResultPipeline

/// How a task of a run is asked for. What a container gets to know of its run is three environment variables, beside those
/// that say where the registry is, which has the rest.
enum TaskRequest {
    static let testId = "TEST_ID"
    static let taskIndex = "TASK_INDEX"
    static let taskCount = "TASK_COUNT"

    /// The run's name among those who start tasks. ECS admits no dot there, and a `testId` has no slash.
    static func startedBy(_ testId: String) -> String {
        String(testId.map { $0 == "." ? "/" : $0 })
    }

    /// The request for one task. It is the same for everyone who asks for that attempt: ECS refuses a token that comes with
    /// other parameters.
    static func of(_ header: RunHeader, _ index: Int, attempt: Int, _ settings: ECSFleet.Settings) -> ECSRunTask {
        var request = ECSRunTask(cluster: settings.cluster, taskDefinition: settings.taskDefinition)
        if settings.spot {
            request.capacityProviderStrategy = [ECSRunTask.CapacityProvider("FARGATE_SPOT")]
        } else {
            request.launchType = "FARGATE"
        }
        if !settings.subnets.isEmpty {
            request.networkConfiguration = ECSRunTask.Network(
                subnets: settings.subnets,
                securityGroups: settings.securityGroups,
                assignPublicIp: settings.assignPublicIp
            )
        }
        let environment = [
            ECSRunTask.Overrides.Variable(testId, header.testId),
            ECSRunTask.Overrides.Variable(taskIndex, String(index)),
            ECSRunTask.Overrides.Variable(taskCount, String(header.taskCount)),
        ]
        let deployment = settings.workerEnvironment.sorted { $0.key < $1.key }
            .map { ECSRunTask.Overrides.Variable($0.key, $0.value) }
        request.overrides = ECSRunTask.Overrides(containerOverrides: [
            ECSRunTask.Overrides.Container(name: settings.containerName, environment: environment + deployment)
        ])
        request.startedBy = startedBy(header.testId)
        if !settings.tags.isEmpty {
            request.tags = settings.tags.sorted { $0.key < $1.key }.map { ECSRunTask.Tag(key: $0.key, value: $0.value) }
        }
        request.clientToken = LaunchToken.of(header.testId, index, attempt: attempt)
        return request
    }
}

extension ECSTask {
    /// The value of an environment variable that the task was started with.
    func override(_ name: String) -> String? {
        for container in overrides?.containerOverrides ?? [] {
            for variable in container.environment ?? [] where variable.name == name { return variable.value }
        }
        return nil
    }

    /// The task's index in a run; nil where it is not of that run.
    func index(in testId: String) -> Int? {
        guard override(TaskRequest.testId) == testId else { return nil }
        return override(TaskRequest.taskIndex).flatMap { Int($0) }
    }
}
