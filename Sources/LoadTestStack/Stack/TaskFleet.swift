internal import AWSConstructs
internal import Constructs

/// Where tasks come from: image, definition and cluster.
struct TaskFleet {
    /// Name of the container that runs the worker.
    static let containerName = "LoadTestContainer"
    private static let imagesKept = 20

    /// The cluster.
    let cluster: Cluster
    /// The worker's definition.
    let task: TaskDefinition

    init(_ scope: Construct, _ props: LoadTestStackProps, _ key: EncryptionKey?) {
        let repository = Repository(
            scope,
            "LoadTestRepository",
            name: "load-test-repository",
            images: Self.imagesKept,
            key: key
        )
        if key == nil { repository.resource.accept(.withoutKey(checkov: ["CKV_AWS_136"])) }
        cluster = Cluster(
            scope,
            "LoadTestEcsCluster",
            name: "LoadTestEcsCluster",
            containerInsights: props.containerInsights
        )
        if !props.containerInsights { cluster.resource.accept(.noContainerInsights) }

        let group = Construct(scope, "LoadTestTask")
        let service = "ecs-tasks.amazonaws.com"
        var definition = TaskDefinitionProps(
            family: "LoadTestTask",
            containerName: Self.containerName,
            image: "\(repository.uri):\(.literal(props.imageTag))",
            taskRole: Role(group, "TaskRole", assumedBy: service, text: "What a load test worker may do"),
            executionRole: Role(
                group,
                "ExecutionRole",
                assumedBy: service,
                text: "What ECS may do to start a load test worker"
            ),
            logs: LogGroup.ofStack(group, "Logs", name: "/ecs/LoadTestTask", props, key),
            logPrefix: "LoadTestContainerLogs"
        )
        definition.cpu = props.taskCpu
        definition.memory = props.taskMemory
        definition.architecture = props.architecture == .arm ? "ARM64" : "X86_64"
        definition.stopTimeout = props.taskStopTimeout
        task = TaskDefinition(group, "Definition", definition)
        repository.grantPull(to: task.executionRole)
        task.executionRole.policy?.accept(.registryToken)
    }
}
