internal import AWSConstructs
internal import Constructs

/// The two functions, and what each may do.
struct Functions {
    /// What the schedule sends: the event that the launcher takes for the order to sweep.
    private static let sweepOrder = #"{"sweepTasks":true}"#

    /// Starts the tasks of a run, and ends tasks that nobody waits for.
    let launcher: Function
    /// Carries results from the queue to the table.
    let processor: Function
    /// What they may do.
    let roles: [Role]
    /// What the launcher may do.
    let launcherRole: Role

    init(
        _ scope: Construct,
        _ props: LoadTestStackProps,
        _ key: EncryptionKey?,
        messages: Messages,
        table: Table,
        _ fleet: TaskFleet,
        _ network: TaskNetwork
    ) {
        let maker = FunctionMaker(scope, props, key, deadLetters: messages.deadLetters)
        let cluster = fleet.cluster

        var launcher = maker.part(
            "EcsLoadTestLauncher",
            "Starts the tasks of a load test, and ends those of load tests that are over",
            props.launcherCode,
            environment: Self.launcherEnvironment(props, table, messages.queue, fleet, network)
        )
        launcher.memory = props.launcherMemory
        launcher.timeout = props.launcherTimeout
        table.grant(["GetItem", "PutItem", "UpdateItem"], to: launcher.role, "KeepRuns")
        cluster.grantRunTask(fleet.task, to: launcher.role)
        cluster.grantControlTasks(to: launcher.role)
        // By name: a reference would have the policy wait for the function that waits for the policy.
        let itself: Token = "arn:\(.partition):lambda:\(.region):\(.accountId):function:EcsLoadTestLauncher"
        launcher.role.allow("HandOver", ["lambda:InvokeFunction"], on: [itself])
        // One more than launches: the sweep.
        let launchers = props.launcherConcurrency == 0 ? 0 : props.launcherConcurrency + 1
        self.launcher = maker.make(launcher, concurrency: launchers)
        self.launcher.schedule(everyMinutes: props.sweepInterval, input: Self.sweepOrder)
        launcher.role.policy?.accept(.tasksOfOneCluster)

        var processor = maker.part(
            "LoadTestProcessor",
            "Carries results of load tests from the queue to the table",
            props.processorCode,
            environment: [
                "TABLE_NAME": table.tableName, "RESULTS_RETENTION_DAYS": .literal(String(props.resultsRetention)),
            ]
        )
        if props.embeddedMetrics { processor.environment["EMBEDDED_METRICS"] = "1" }
        processor.memory = props.processorMemory
        processor.timeout = props.processorTimeout
        table.grant(["BatchWriteItem"], to: processor.role, "StoreResults")
        self.processor = maker.make(processor, concurrency: props.processorConcurrency)
        self.processor.consume(
            messages.queue,
            batchSize: props.processorBatchSize,
            batchWindow: props.processorBatchWindow,
            concurrency: props.processorConcurrency == 0 ? nil : props.processorConcurrency
        )

        launcherRole = launcher.role
        roles = [launcher.role, processor.role]
    }

    private static func launcherEnvironment(
        _ props: LoadTestStackProps,
        _ table: Table,
        _ queue: Queue,
        _ fleet: TaskFleet,
        _ network: TaskNetwork
    ) -> [String: Token] {
        [
            "TABLE_NAME": table.tableName, "RESULTS_RETENTION_DAYS": .literal(String(props.resultsRetention)),
            "QUEUE_URL": queue.url, "SWEEP_GRACE_SECONDS": .literal(String(props.sweepGrace)),
            "CLUSTER": fleet.cluster.clusterName, "TASK_DEFINITION": fleet.task.arn,
            "CONTAINER_NAME": .literal(TaskFleet.containerName), "SUBNETS": .join(",", network.subnetIds),
            "SECURITY_GROUPS": network.securityGroupId, "ASSIGN_PUBLIC_IP": .flag(network.assignsPublicIp),
            "USES_NAT_GATEWAY": .flag(network.usesNatGateway),
            "ALLOW_PRIVATE_TARGETS": .flag(props.allowPrivateTargets), "TASK_CPU": .literal(String(props.taskCpu)),
            "TASK_MEMORY": .literal(String(props.taskMemory)),
            "TASK_ARCHITECTURE": .literal(props.architecture.rawValue),
        ]
    }
}
