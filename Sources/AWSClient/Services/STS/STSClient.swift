/// Who the keys belong to.
///
/// Source: https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
public struct STSClient: Sendable {
    private let caller: any AWSCaller

    /// Operations by way of `caller`, which addresses and signs for `sts`.
    public init(_ caller: any AWSCaller) {
        self.caller = caller
    }

    /// The account and the identity of the keys that sign; needs no permission.
    /// - Throws: ``AWSError``; `CancellationError`.
    public func callerIdentity() async throws -> STSIdentity {
        let operation = "GetCallerIdentity"
        let response = try await caller.call(QueryProtocol(version: "2011-06-15").request(operation, QueryForm()))
        let result = try QueryProtocol.result(response, of: operation)
        guard let account = result.text("Account"), let arn = result.text("Arn") else {
            throw AWSError.invalidResponse(operation, response, "the answer holds no account")
        }
        return STSIdentity(account: account, arn: arn)
    }
}

/// Whose keys they are.
public struct STSIdentity: Hashable, Sendable {
    /// Twelve digits.
    public var account: String
    /// ARN of the user or of the role's session.
    public var arn: String

    /// Creates an identity.
    public init(account: String, arn: String) {
        self.account = account
        self.arn = arn
    }
}
