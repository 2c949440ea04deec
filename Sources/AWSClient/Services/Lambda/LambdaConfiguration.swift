internal import FoundationEssentials

extension LambdaClient {
    /// How a function is set up.
    ///
    /// Source: https://docs.aws.amazon.com/lambda/latest/api/API_GetFunctionConfiguration.html
    /// - Parameter function: Its name or ARN.
    /// - Throws: ``AWSError``, `ResourceNotFoundException` among others; `CancellationError`.
    public func configuration(of function: String) async throws -> LambdaConfiguration {
        let operation = "GetFunctionConfiguration"
        let response = try await caller.call(
            AWSRequest(
                operation: operation,
                method: "GET",
                path: "/2015-03-31/functions/\(Self.encoded(function))/configuration"
            )
        )
        return try JSONProtocol.decode(LambdaConfiguration.self, from: response, of: operation)
    }
}

/// How a function is set up.
public struct LambdaConfiguration: Hashable, Sendable, Decodable {
    /// `Active` where it can be invoked.
    public let state: String?
    /// Why it is in another state.
    public let stateReason: String?
    /// Its environment variables.
    public let environment: [String: String]

    private enum Key: String, CodingKey {
        case state = "State"
        case stateReason = "StateReason"
        case environment = "Environment"
        case variables = "Variables"
    }

    /// Reads the answer's members.
    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        state = try fields.decodeIfPresent(String.self, forKey: .state)
        stateReason = try fields.decodeIfPresent(String.self, forKey: .stateReason)
        let nested =
            fields.contains(.environment) ? try fields.nestedContainer(keyedBy: Key.self, forKey: .environment) : nil
        environment = try nested?.decodeIfPresent([String: String].self, forKey: .variables) ?? [:]
    }
}
