/// What an account may use of a service.
///
/// Source: https://docs.aws.amazon.com/servicequotas/2019-06-24/apireference/API_GetServiceQuota.html
public struct ServiceQuotasClient: Sendable {
    /// A quota that is asked for.
    public struct Quota: Hashable, Sendable {
        /// Such as `fargate`.
        public let service: String
        /// Such as `L-3032A538`.
        public let code: String

        /// vCPUs of all Fargate tasks that run at once, on demand.
        public static let fargateVCPUs = Quota(service: "fargate", code: "L-3032A538")
        /// vCPUs of all Fargate Spot tasks that run at once.
        public static let fargateSpotVCPUs = Quota(service: "fargate", code: "L-36FBB829")
        /// Lambda functions that run at once.
        public static let lambdaConcurrency = Quota(service: "lambda", code: "L-B99A9384")
    }

    private let caller: any AWSCaller
    private let json = JSONProtocol(target: "ServiceQuotasV20190624", version: "1.1")

    /// Operations by way of `caller`, which addresses and signs for `servicequotas`.
    public init(_ caller: any AWSCaller) {
        self.caller = caller
    }

    /// The account's value of a quota in the caller's region, or AWS's default where the account has none of its own.
    /// - Throws: ``AWSError``; `CancellationError`.
    public func value(of quota: Quota) async throws -> Double {
        do {
            return try await value(of: quota, "GetServiceQuota")
        } catch let error as AWSError where error.code == "NoSuchResourceException" {
            return try await value(of: quota, "GetAWSDefaultServiceQuota")
        }
    }

    private func value(of quota: Quota, _ operation: String) async throws -> Double {
        let input = Input(serviceCode: quota.service, quotaCode: quota.code)
        let response = try await caller.call(json.request(operation, input: input))
        return try JSONProtocol.decode(Output.self, from: response, of: operation).quota.value
    }

    private struct Input: Encodable {
        let serviceCode: String
        let quotaCode: String

        enum CodingKeys: String, CodingKey {
            case serviceCode = "ServiceCode"
            case quotaCode = "QuotaCode"
        }
    }

    private struct Output: Decodable {
        struct Found: Decodable {
            let value: Double

            enum CodingKeys: String, CodingKey {
                case value = "Value"
            }
        }

        let quota: Found

        enum CodingKeys: String, CodingKey {
            case quota = "Quota"
        }
    }
}

extension AWSService {
    /// AWS Service Quotas.
    public static let serviceQuotas = AWSService(id: "Service Quotas", endpointPrefix: "servicequotas")
}
