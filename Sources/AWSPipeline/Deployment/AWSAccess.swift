public import AWSClient

/// The clients of the services that a deployment lives on, and its adapters on top of them.
public struct AWSAccess: Sendable {
    /// DynamoDB.
    public let dynamoDB: DynamoDBClient
    /// SQS.
    public let sqs: SQSClient
    /// ECS.
    public let ecs: ECSClient
    /// Lambda.
    public let lambda: LambdaClient
    /// Secrets of plans, in Secrets Manager and Systems Manager.
    public let secrets: AWSSecrets
    /// Plans and their files, in S3.
    public let plans: PlanObjects
    /// The keys with which all of them sign.
    public let credentials: any CredentialProvider

    /// Clients with the keys and in the region that `environment` names, see ``CredentialChain`` and ``RegionResolver``.
    /// - Throws: `AWSError` where no region is set.
    public init(environment: [String: String], transport: any HTTPTransport) throws {
        let region = try RegionResolver(environment: environment).requiredRegion()
        self.init(
            AWSSession(
                region: region,
                environment: environment,
                credentials: CredentialChain(environment: environment, region: region, transport: transport),
                transport: transport
            )
        )
    }

    /// Clients of a session.
    public init(_ session: AWSSession) {
        credentials = session.credentials
        dynamoDB = DynamoDBClient(session.client(.dynamoDB, timeout: .seconds(10)))
        sqs = SQSClient(session.client(.sqs))
        ecs = ECSClient(session.client(.ecs))
        lambda = LambdaClient(session.client(.lambda, timeout: .seconds(70)))
        plans = PlanObjects(S3Client(session.client(.s3), owner: nil))
        secrets = AWSSecrets(SecretsManagerClient(session.client(.secretsManager)), SSMClient(session.client(.ssm)))
    }

    /// The runs in a results table.
    /// - Parameter retention: How long a run that is claimed is kept after its load.
    public func registry(table: String, retention: Retention = .standard) -> DynamoDBRunRegistry {
        DynamoDBRunRegistry(client: dynamoDB, table: table, retention: retention)
    }

    /// The records in a results table.
    /// - Parameters:
    ///   - patience: How long leftovers of a write are tried again.
    ///   - retention: How long a record that is put is kept after its window.
    public func store(
        table: String,
        patience: Duration = .seconds(20),
        retention: Retention = .standard
    ) -> DynamoDBResultStore {
        DynamoDBResultStore(client: dynamoDB, table: table, patience: patience, retention: retention)
    }

    /// A queue of results.
    public func queue(
        _ settings: SQSResultQueue.Settings,
        onReject: @escaping @Sendable (_ receipt: String, _ reason: String) -> Void = { _, _ in }
    ) -> SQSResultQueue {
        SQSResultQueue(sqs, settings, onReject: onReject)
    }
}
