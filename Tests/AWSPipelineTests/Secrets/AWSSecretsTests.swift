import AWSClient
import AWSPipeline
import LoadPlan
import Testing

/// Secrets by the wire's own words: a request that is not exactly that of the documentation is refused.
struct AWSSecretsTests {
    private struct Vault: AWSCaller {
        func call(_ request: AWSRequest) async throws -> AWSResponse {
            let target = request.headers.first { $0.name == "x-amz-target" }?.value ?? ""
            let body = String(decoding: request.body, as: UTF8.self)
            switch (target, body) {
            case ("secretsmanager.GetSecretValue", #"{"SecretId":"shop/api"}"#):
                return Self.answer(#"{"ARN":"a","Name":"shop/api","SecretString":"{\"key\":\"k\\\"1\",\"n\":\"2\"}"}"#)
            case ("secretsmanager.GetSecretValue", #"{"SecretId":"plain"}"#):
                return Self.answer(#"{"Name":"plain","SecretString":"swordfish"}"#)
            case ("secretsmanager.GetSecretValue", #"{"SecretId":"binary"}"#):
                return Self.answer(#"{"Name":"binary","SecretBinary":"AAEC"}"#)
            case ("AmazonSSM.GetParameter", #"{"Name":"/shop/token","WithDecryption":true}"#):
                return Self.answer(#"{"Parameter":{"Name":"/shop/token","Type":"SecureString","Value":"t"}}"#)
            case ("AmazonSSM.GetParameter", #"{"Name":"/denied","WithDecryption":true}"#):
                throw AWSError(operation: "GetParameter", code: "AccessDeniedException", message: "no", status: 400)
            default:
                throw AWSError(operation: request.operation, code: "ValidationException", message: "\(target) \(body)")
            }
        }

        private static func answer(_ json: String) -> AWSResponse {
            AWSResponse(status: 200, body: Array(json.utf8))
        }
    }

    private let secrets = AWSSecrets(SecretsManagerClient(Vault()), SSMClient(Vault()))

    @Test(arguments: [
        (SecretReference.secretsManager(id: "plain", key: nil), "swordfish"),
        (.secretsManager(id: "shop/api", key: "key"), "k\"1"),
        (.secretsManager(id: "shop/api", key: nil), #"{"key":"k\"1","n":"2"}"#),
        (.parameter("/shop/token"), "t"),
    ])
    func `reads what AWS keeps`(reference: SecretReference, value: String) async throws {
        #expect(try await secrets.value(of: reference) == value)
    }

    @Test(arguments: [SecretReference.environment("A"), .file("/a")])
    func `leaves to others what AWS does not keep`(reference: SecretReference) async throws {
        #expect(try await secrets.value(of: reference) == nil)
        await #expect(throws: SecretError.self) { try await secrets.text(of: reference) }
    }

    @Test(arguments: [
        (SecretReference.secretsManager(id: "binary", key: nil), "is binary"),
        (.secretsManager(id: "shop/api", key: "other"), "has no key 'other'"),
        (.secretsManager(id: "plain", key: "key"), "is no JSON object"),
        (.parameter("/denied"), "(allow ssm:GetParameter in the task's role)"),
        (.secretsManager(id: "nowhere", key: nil), "cannot be read: GetSecretValue: ValidationException"),
    ])
    func `says why there is no value, and never the value`(reference: SecretReference, says: String) async throws {
        let error = try await #require(throws: SecretError.self) { _ = try await secrets.value(of: reference) }
        #expect(error.message.contains(says))
        #expect(!error.message.contains("swordfish"))
    }
}
