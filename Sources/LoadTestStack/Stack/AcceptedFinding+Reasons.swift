internal import AWSConstructs

/// What scanners find in this stack, and why it is none.
extension AcceptedFinding {
    /// Functions outside of a VPC.
    static let functionOutsideVpc = AcceptedFinding(
        "Calls nothing but public APIs of AWS, over TLS, and takes no connections. In a VPC it would need NAT or interface "
            + "endpoints that cost more than the rest of the idle stack.",
        checkov: ["CKV_AWS_117"],
        controlTower: ["CT.LAMBDA.PR.3"]
    )

    /// Tasks whose ids nobody knows before they run.
    static let tasksOfOneCluster = AcceptedFinding(
        "Ids of tasks are not known before they run: the wildcard covers tasks of this stack's cluster alone. ListTasks has "
            + "no resource to name, and is held to the cluster by a condition.",
        nag: ["AwsSolutions-IAM5"]
    )

    /// Objects whose names only a launch payload tells.
    static let plansOfNamedBuckets = AcceptedFinding(
        "Plans and their data are objects that a launch names. Reading is allowed in the buckets of planBuckets alone.",
        nag: ["AwsSolutions-IAM5"]
    )

    /// Stages, methods and paths of an API.
    static let routesOfNamedAPIs = AcceptedFinding(
        "What is called in an API is what a plan says. Calling is allowed on the ARNs of apiArns alone, as far as they are wild.",
        nag: ["AwsSolutions-IAM5"]
    )

    /// `ecr:GetAuthorizationToken`.
    static let registryToken = AcceptedFinding(
        "ecr:GetAuthorizationToken has no resource to name. Pulling is allowed from this stack's repository alone.",
        nag: ["AwsSolutions-IAM5"]
    )

    /// A network without flow logs.
    static let noFlowLogs = AcceptedFinding(
        "Nothing but load test tasks is in this network, and nothing can connect to it. A log of every connection of a load "
            + "test may cost more than the test; the property flowLogs turns it on.",
        nag: ["AwsSolutions-VPC7"]
    )

    /// Keys of AWS, where the stack is asked to make none.
    static func withoutKey(checkov: [String], controlTower: [String] = []) -> AcceptedFinding {
        AcceptedFinding(
            "Encrypted with a key that AWS owns: encryption=aws-owned was chosen.",
            checkov: checkov,
            controlTower: controlTower
        )
    }

    /// Functions that share the account's concurrency, where that was asked for.
    static let unreservedConcurrency = AcceptedFinding(
        "Shares the account's concurrency: 0 was chosen, as accounts with a quota of 10 have none to reserve.",
        checkov: ["CKV_AWS_115"]
    )

    /// Logs that are kept for less than a year, where that was asked for.
    static let shortRetention = AcceptedFinding(
        "Kept for less than a year: a shorter logRetention was chosen.",
        controlTower: ["CT.CLOUDWATCH.PR.2"]
    )

    /// Tasks that ECS does not measure, where that was asked for.
    static let noContainerInsights = AcceptedFinding(
        "Tasks are not measured by ECS: containerInsights=false was chosen. They measure themselves.",
        checkov: ["CKV_AWS_65"],
        controlTower: ["CT.ECS.PR.2"],
        nag: ["AwsSolutions-ECS4"]
    )
}
