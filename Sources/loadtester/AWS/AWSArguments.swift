import AWSClient
import AWSDeployment
import AWSPipeline
import ArgumentParser

/// Names of the deployment on AWS. Keys and region are those that the AWS tools use.
struct AWSArguments: ParsableArguments, Sendable {
    @Option(help: ArgumentHelp("Launcher function. Default: $LOADTESTER_FUNCTION, else EcsLoadTestLauncher."))
    var function: String?

    @Option(help: ArgumentHelp("Results table. Default: $LOADTESTER_TABLE, else LoadTestResults."))
    var table: String?

    @Option(help: ArgumentHelp("ECS cluster. Default: $LOADTESTER_CLUSTER, else LoadTestEcsCluster."))
    var cluster: String?

    @Option(help: ArgumentHelp("URL of the queue of results, for 'process'. Default: $LOADTESTER_QUEUE_URL."))
    var queueUrl: String?

    @Option(
        help: ArgumentHelp(
            "Bucket by which plans and their data travel, one of the stack's planBuckets. Default: $LOADTESTER_PLAN_BUCKET."
        )
    )
    var planBucket: String?

    @OptionGroup var stack: StackNameArguments
    @OptionGroup var connection: ConnectionArguments

    /// The deployment that flags and environment name. What they do not name is looked up in the stack, and where there is
    /// none, or it may not be looked at, has its usual name.
    /// - Throws: `AWSError` where no region is set, `TransportError` for a proxy or certificates that cannot be used.
    func deployment() async throws -> RunDeployment {
        let environment = connection.environment
        func name(_ flag: String?, _ variable: String) -> String? {
            [flag, environment[variable]].compactMap { $0 }.first { !$0.isEmpty }
        }
        let session = try connection.session()
        let said = (
            function: name(function, "LOADTESTER_FUNCTION"), table: name(table, "LOADTESTER_TABLE"),
            cluster: name(cluster, "LOADTESTER_CLUSTER"), queueUrl: name(queueUrl, "LOADTESTER_QUEUE_URL")
        )
        let isComplete = said.function != nil && said.table != nil && said.cluster != nil
        let found = isComplete ? nil : try await deployed(session)
        return RunDeployment(
            access: AWSAccess(session),
            region: session.region,
            function: said.function ?? found?.launcher ?? "EcsLoadTestLauncher",
            table: said.table ?? found?.table ?? "LoadTestResults",
            cluster: said.cluster ?? found?.cluster ?? "LoadTestEcsCluster",
            queueUrl: said.queueUrl ?? found?.queueUrl
        )
    }

    /// The way of plans to AWS; nil where no bucket is named.
    func planUpload() throws -> PlanUpload? {
        let named = [planBucket, connection.environment["LOADTESTER_PLAN_BUCKET"]].compactMap { $0 }
        guard let bucket = named.first(where: { !$0.isEmpty }) else { return nil }
        return PlanUpload(s3: S3Client(try connection.session().client(.s3), owner: nil), bucket: bucket)
    }

    private func deployed(_ session: AWSSession) async throws -> DeployedNames? {
        let stack = try stack.name()
        do {
            return try await DeployedNames.find(stack, by: CloudFormationClient(session.client(.cloudFormation)))
        } catch let error as AWSError where error.status != nil {
            // Runs need no permission to look at stacks.
            return nil
        }
    }

    /// Whether the environment names a region, so that runs on AWS can be looked for.
    var isConfigured: Bool {
        (try? RegionResolver(environment: connection.environment).region()) != nil
    }
}
