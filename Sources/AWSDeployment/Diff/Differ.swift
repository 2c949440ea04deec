public import AWSClient

/// Compares a template with the one that is deployed.
public struct Differ: Sendable {
    private let cloudFormation: CloudFormationClient

    /// A comparison by way of `cloudFormation`.
    public init(_ cloudFormation: CloudFormationClient) {
        self.cloudFormation = cloudFormation
    }

    /// What deploying `template` would change. Where there is no stack, all of it is new.
    /// - Throws: ``DeployError`` `invalidTemplate`; `AWSError`; `CancellationError`.
    public func diff(_ template: String, with stack: String) async throws -> TemplateDiff {
        let found = try await cloudFormation.stack(stack)
        let isThere: Bool =
            switch StackState(status: found?.status) {
            case .absent, .stillborn, .leaving: false
            case .settled, .changing, .stuck: true
            }
        return try TemplateDiff(from: isThere ? try await cloudFormation.template(of: stack) : "{}", to: template)
    }
}
