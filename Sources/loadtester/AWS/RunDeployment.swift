import AWSPipeline

/// A deployment on AWS as the command reaches it.
struct RunDeployment: Sendable {
    let access: AWSAccess
    let region: String
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
