/// What the launcher needs to know of its deployment, from its environment.
public struct LauncherSettings: Sendable {
    /// Name of the results table: `TABLE_NAME`.
    public let table: String
    /// How long runs are kept: `RESULTS_RETENTION_DAYS`, default 90.
    public let retention: Retention
    /// The fleet: `CLUSTER`, `TASK_DEFINITION`, `CONTAINER_NAME` (default `LoadTestContainer`), `SUBNETS` and
    /// `SECURITY_GROUPS` (separated by commas), `ASSIGN_PUBLIC_IP`. Its tasks are told `TABLE_NAME`, `QUEUE_URL`,
    /// `ALLOW_PRIVATE_TARGETS`, and `AWS_ENDPOINT_URL` where it is set here.
    public let fleet: ECSFleet.Settings
    /// What a task gets: `TASK_CPU`, `TASK_MEMORY`, `TASK_ARCHITECTURE`.
    public let taskSize: RunUsage.TaskSize
    /// Tasks reach the target through a NAT gateway: `USES_NAT_GATEWAY`.
    public let usesNATGateway: Bool
    /// Private addresses may be put under load: `ALLOW_PRIVATE_TARGETS`.
    public let allowsPrivateTargets: Bool
    /// The launcher's own name, to hand long launches over to: `AWS_LAMBDA_FUNCTION_NAME`, which Lambda sets.
    public let function: String
    /// How tasks are swept: see ``SweepSettings``.
    public let sweep: SweepSettings

    /// Reads `environment`.
    /// - Throws: ``DeploymentError`` that names the variable.
    public init(environment: [String: String]) throws(DeploymentError) {
        let variables = Variables(environment)
        table = try variables.required("TABLE_NAME", "the results table")
        retention = try variables.retention()
        let assignsPublicIp = try variables.flag("ASSIGN_PUBLIC_IP")
        allowsPrivateTargets = try variables.flag("ALLOW_PRIVATE_TARGETS")
        var worker = [
            "TABLE_NAME": table,
            "QUEUE_URL": try variables.required("QUEUE_URL", "the queue of results, for the tasks"),
            "ALLOW_PRIVATE_TARGETS": String(allowsPrivateTargets),
        ]
        worker["AWS_ENDPOINT_URL"] = variables.text("AWS_ENDPOINT_URL")
        fleet = ECSFleet.Settings(
            cluster: try variables.required("CLUSTER", "the ECS cluster"),
            taskDefinition: try variables.required("TASK_DEFINITION", "the worker's task definition"),
            containerName: variables.text("CONTAINER_NAME") ?? "LoadTestContainer",
            subnets: variables.list("SUBNETS"),
            securityGroups: variables.list("SECURITY_GROUPS"),
            assignPublicIp: assignsPublicIp,
            workerEnvironment: worker
        )
        taskSize = RunUsage.TaskSize(
            cpuUnits: try variables.count("TASK_CPU", in: 256...16_384) ?? 512,
            memoryMiB: try variables.count("TASK_MEMORY", in: 512...122_880) ?? 1024,
            isARM: variables.text("TASK_ARCHITECTURE")?.lowercased() == "arm64",
            hasPublicAddress: assignsPublicIp
        )
        usesNATGateway = try variables.flag("USES_NAT_GATEWAY")
        function = variables.text("AWS_LAMBDA_FUNCTION_NAME") ?? "EcsLoadTestLauncher"
        sweep = try SweepSettings(environment: environment)
    }
}
