/// Reads parameters from AWS Systems Manager.
///
/// Source: https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameter.html
public struct SSMClient: Sendable {
    let caller: any AWSCaller
    let json = JSONProtocol(target: "AmazonSSM", version: "1.1")

    /// Operations by way of `caller`, which addresses and signs for `ssm`.
    public init(_ caller: any AWSCaller) {
        self.caller = caller
    }

    /// The value of a parameter, decrypted where it is a secure string.
    /// - Throws: ``AWSError``, `ParameterNotFound` for one that is not there; `CancellationError`.
    public func parameter(_ name: String) async throws -> String {
        let request = try json.request("GetParameter", input: Input(name: name, withDecryption: true))
        let response = try await caller.call(request)
        return try JSONProtocol.decode(Output.self, from: response, of: "GetParameter").parameter.value
    }

    private struct Input: Encodable {
        var name: String
        var withDecryption: Bool
        enum CodingKeys: String, CodingKey { case name = "Name", withDecryption = "WithDecryption" }
    }

    private struct Output: Decodable {
        struct Parameter: Decodable {
            var value: String
            enum CodingKeys: String, CodingKey { case value = "Value" }
        }
        var parameter: Parameter
        enum CodingKeys: String, CodingKey { case parameter = "Parameter" }
    }
}
