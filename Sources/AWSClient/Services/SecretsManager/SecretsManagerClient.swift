/// Reads secrets from AWS Secrets Manager.
///
/// Source: https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html
public struct SecretsManagerClient: Sendable {
    let caller: any AWSCaller
    let json = JSONProtocol(target: "secretsmanager", version: "1.1")

    /// Operations by way of `caller`, which addresses and signs for `secretsmanager`.
    public init(_ caller: any AWSCaller) {
        self.caller = caller
    }

    /// The current text of a secret; nil where it is binary.
    /// - Parameter id: Its name or ARN.
    /// - Throws: ``AWSError``, `ResourceNotFoundException` for a secret that is not there; `CancellationError`.
    public func secretString(_ id: String) async throws -> String? {
        let request = try json.request("GetSecretValue", input: Input(secretId: id))
        let response = try await caller.call(request)
        return try JSONProtocol.decode(Output.self, from: response, of: "GetSecretValue").secretString
    }

    private struct Input: Encodable {
        var secretId: String
        enum CodingKeys: String, CodingKey { case secretId = "SecretId" }
    }

    private struct Output: Decodable {
        var secretString: String?
        enum CodingKeys: String, CodingKey { case secretString = "SecretString" }
    }
}
