public import AWSSigning

/// An AWS service: how it is named, addressed and signed for.
public struct AWSService: Hashable, Sendable {
    /// The service id of AWS's models, such as `Secrets Manager`. It names the variable of the service's endpoint,
    /// `AWS_ENDPOINT_URL_SECRETS_MANAGER`.
    public let id: String
    /// The name in a signature's scope.
    public let signingName: String
    /// What stands before the region in a host name.
    public let endpointPrefix: String
    /// What signatures are to be like.
    public let signingOptions: SigningOptions
    let variants: EndpointVariants

    /// A service that is addressed and signed for like most.
    /// - Parameters:
    ///   - signingName: nil for `endpointPrefix`.
    public init(id: String, endpointPrefix: String, signingName: String? = nil) {
        self.init(id: id, endpointPrefix: endpointPrefix, signingName: signingName, variants: .usual)
    }

    private init(
        id: String,
        endpointPrefix: String,
        signingName: String? = nil,
        signingOptions: SigningOptions = .standard,
        variants: EndpointVariants
    ) {
        self.id = id
        self.signingName = signingName ?? endpointPrefix
        self.endpointPrefix = endpointPrefix
        self.signingOptions = signingOptions
        self.variants = variants
    }

    /// Variable that names the endpoint of this service alone.
    public var endpointVariable: String {
        "AWS_ENDPOINT_URL_" + id.uppercased().map { $0 == " " || $0 == "-" ? "_" : String($0) }.joined()
    }
}

extension AWSService {
    /// Amazon DynamoDB.
    public static let dynamoDB = AWSService(id: "DynamoDB", endpointPrefix: "dynamodb", variants: .plainInGovCloud)
    /// Amazon SQS.
    public static let sqs = AWSService(id: "SQS", endpointPrefix: "sqs", variants: .plainInGovCloud)
    /// Amazon ECS.
    public static let ecs = AWSService(id: "ECS", endpointPrefix: "ecs")
    /// AWS Lambda.
    public static let lambda = AWSService(id: "Lambda", endpointPrefix: "lambda")
    /// AWS STS, by its regional endpoints.
    public static let sts = AWSService(id: "STS", endpointPrefix: "sts", variants: .plainInGovCloud)
    /// Amazon S3; buckets are named in the path.
    public static let s3 = AWSService(id: "S3", endpointPrefix: "s3", signingOptions: .s3, variants: .s3)
    /// AWS CloudFormation.
    public static let cloudFormation = AWSService(
        id: "CloudFormation",
        endpointPrefix: "cloudformation",
        variants: .plainInGovCloud
    )
    /// Amazon ECR.
    public static let ecr = AWSService(id: "ECR", endpointPrefix: "api.ecr", signingName: "ecr", variants: .ecr)
    /// AWS Systems Manager.
    public static let ssm = AWSService(id: "SSM", endpointPrefix: "ssm", variants: .plainInGovCloud)
    /// AWS Secrets Manager.
    public static let secretsManager = AWSService(
        id: "Secrets Manager",
        endpointPrefix: "secretsmanager",
        variants: .secretsManager
    )
    /// Amazon CloudWatch Logs.
    public static let cloudWatchLogs = AWSService(
        id: "CloudWatch Logs",
        endpointPrefix: "logs",
        variants: .plainInGovCloud
    )
}
