public import AWSClient

/// The services that a deployment is made with, and what it sees of the world.
public struct DeploymentServices: Sendable {
    /// The stack.
    public let cloudFormation: CloudFormationClient
    /// Images.
    public let ecr: ECRClient
    /// Who deploys.
    public let sts: STSClient
    /// Networks.
    public let ec2: EC2Client
    /// Limits of the account.
    public let quotas: ServiceQuotasClient
    /// Tasks.
    public let ecs: ECSClient
    /// Functions.
    public let lambda: LambdaClient
    /// Results.
    public let dynamoDB: DynamoDBClient
    /// Messages.
    public let sqs: SQSClient
    /// Carries requests to the registry, which is no service of AWS's own protocols.
    public let transport: any HTTPTransport
    /// Where the registry is; nil for where a repository's URI says.
    public let registry: String?
    /// Region.
    public let region: String
    /// Clock and random source.
    public let world: ClientWorld

    let objects: ServiceClient

    /// The services as `session` reaches them. Where the environment names an endpoint for ECR, the registry is there too.
    public init(_ session: AWSSession) {
        let ecr = session.client(.ecr)
        cloudFormation = CloudFormationClient(session.client(.cloudFormation, timeout: .seconds(60)))
        self.ecr = ECRClient(ecr)
        sts = STSClient(session.client(.sts))
        ec2 = EC2Client(session.client(.ec2))
        quotas = ServiceQuotasClient(session.client(.serviceQuotas))
        ecs = ECSClient(session.client(.ecs))
        lambda = LambdaClient(session.client(.lambda, timeout: .seconds(70)))
        dynamoDB = DynamoDBClient(session.client(.dynamoDB, timeout: .seconds(10)))
        sqs = SQSClient(session.client(.sqs))
        objects = session.client(.s3, timeout: .seconds(60))
        transport = session.transport
        region = session.region
        world = session.world
        let isElsewhere = ["AWS_ENDPOINT_URL_ECR", "AWS_ENDPOINT_URL"].contains { name in
            !(session.environment[name] ?? "").isEmpty
        }
        registry = isElsewhere ? (try? ecr.endpoint).map { "\($0)" } : nil
    }

    /// Buckets of an account.
    func s3(of account: String) -> S3Client { S3Client(objects, owner: account) }

    /// The URL of an object, as CloudFormation takes it.
    func url(of key: String, in bucket: String) throws(AWSError) -> String {
        "\(try objects.endpoint)/\(bucket)/\(key)"
    }

    /// A token that nobody used before: 32 hexadecimal digits after a letter.
    func token() -> String {
        let digits = (0..<32).map { _ in String(Int(world.random() * 15.999), radix: 16) }
        return "t" + digits.joined()
    }
}
