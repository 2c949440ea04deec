public import AWSClient

/// What the parts of a deployed stack are called, so that nobody has to say so.
public struct DeployedNames: Hashable, Sendable {
    /// Launcher function.
    public var launcher: String?
    /// Processor function.
    public var processor: String?
    /// Results table.
    public var table: String?
    /// Cluster.
    public var cluster: String?
    /// URL of the queue of results.
    public var queueUrl: String?
    /// Repository of the image.
    public var repository: String?
    /// ARN of the task definition.
    public var taskDefinition: String?

    /// Reads a stack's resources, and its outputs where they say it better.
    public init(_ resources: [CloudFormationResource], outputs: [String: String] = [:]) {
        func one(_ type: String, like part: String = "") -> String? {
            resources.first { resource in
                resource.type == type && resource.physicalId != nil
                    && (resource.logicalId.contains(part) || (resource.physicalId ?? "").contains(part))
            }?.physicalId
        }
        launcher = one("AWS::Lambda::Function", like: "Launcher")
        processor = one("AWS::Lambda::Function", like: "Processor")
        table = outputs["LoadTestResultsTableName"] ?? one("AWS::DynamoDB::Table")
        cluster = one("AWS::ECS::Cluster")
        queueUrl = outputs["LoadTestQueueUrl"]
        repository = one("AWS::ECR::Repository")
        taskDefinition = one("AWS::ECS::TaskDefinition")
    }

    /// Looks a stack up.
    /// - Returns: nil where there is no such stack, or it holds nothing yet.
    /// - Throws: `AWSError`; `CancellationError`.
    public static func find(_ stack: String, by cloudFormation: CloudFormationClient) async throws -> DeployedNames? {
        guard let found = try await cloudFormation.stack(stack), StackState(status: found.status) != .absent else {
            return nil
        }
        return DeployedNames(try await cloudFormation.resources(of: found.id), outputs: found.outputs)
    }
}
