extension ECSClient {
    /// A task definition.
    /// - Parameter name: Family, family and revision, or ARN.
    /// - Throws: ``AWSError``, `ClientException` for one that there is not; `CancellationError`.
    public func taskDefinition(_ name: String) async throws -> ECSTaskDefinition {
        let input = DescribeTaskDefinitionInput(taskDefinition: name)
        return try await perform("DescribeTaskDefinition", input, as: DescribeTaskDefinitionOutput.self).taskDefinition
    }
}

/// What tasks are made from.
public struct ECSTaskDefinition: Hashable, Sendable, Decodable {
    /// A container in it.
    public struct Container: Hashable, Sendable, Decodable {
        /// Its name.
        public let name: String
        /// Reference of its image.
        public let image: String
    }

    /// ARN.
    public let taskDefinitionArn: String
    /// Its containers.
    public let containerDefinitions: [Container]
}

private struct DescribeTaskDefinitionInput: Encodable {
    let taskDefinition: String
}

private struct DescribeTaskDefinitionOutput: Decodable {
    let taskDefinition: ECSTaskDefinition
}
