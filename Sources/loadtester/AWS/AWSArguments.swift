import AWSClient
import AWSPipeline
import AWSTransport
import ArgumentParser
import FoundationEssentials

/// Names of the deployment on AWS. Keys and region are those that the AWS tools use.
struct AWSArguments: ParsableArguments {
    @Option(help: ArgumentHelp("Launcher function. Default: $LOADTESTER_FUNCTION, else EcsLoadTestLauncher."))
    var function: String?

    @Option(help: ArgumentHelp("Results table. Default: $LOADTESTER_TABLE, else LoadTestResults."))
    var table: String?

    @Option(help: ArgumentHelp("ECS cluster. Default: $LOADTESTER_CLUSTER, else LoadTestEcsCluster."))
    var cluster: String?

    @Option(help: ArgumentHelp("URL of the queue of results, for 'process'. Default: $LOADTESTER_QUEUE_URL."))
    var queueUrl: String?

    /// The deployment that flags and environment name.
    /// - Throws: `AWSError` where no region is set, `TransportError` for a proxy or certificates that cannot be used.
    func deployment() throws -> AWSDeployment {
        let environment = ProcessInfo.processInfo.environment
        func name(_ flag: String?, _ variable: String) -> String? {
            [flag, environment[variable]].compactMap { $0 }.first { !$0.isEmpty }
        }
        let transport = try AsyncHTTPTransport(environment: environment)
        return AWSDeployment(
            access: try AWSAccess(environment: environment, transport: transport),
            function: name(function, "LOADTESTER_FUNCTION") ?? "EcsLoadTestLauncher",
            table: name(table, "LOADTESTER_TABLE") ?? "LoadTestResults",
            cluster: name(cluster, "LOADTESTER_CLUSTER") ?? "LoadTestEcsCluster",
            queueUrl: name(queueUrl, "LOADTESTER_QUEUE_URL")
        )
    }

    /// Whether the environment names a region, so that runs on AWS can be looked for.
    static var isConfigured: Bool {
        (try? RegionResolver(environment: ProcessInfo.processInfo.environment).region()) != nil
    }
}

/// A deployment on AWS as the command reaches it.
struct AWSDeployment: Sendable {
    let access: AWSAccess
    let function: String
    let table: String
    let cluster: String
    let queueUrl: String?

    var registry: DynamoDBRunRegistry { access.registry(table: table) }
    var store: DynamoDBResultStore { access.store(table: table) }
    /// To look at tasks and to end them; launching is the launcher's.
    var fleet: ECSFleet {
        ECSFleet(
            access.ecs,
            ECSFleet.Settings(cluster: cluster, taskDefinition: "", containerName: "LoadTestContainer")
        )
    }
}
