internal import Constructs
internal import LoadTestStack

/// What a stack's properties say of its tasks, for estimates.
public struct StackFigures: Hashable, Sendable {
    /// Share of a vCPU in units of 1/1024.
    public let cpuUnits: Int
    /// Memory in MiB.
    public let memoryMiB: Int
    /// ARM instead of x86.
    public let isARM: Bool
    /// Tasks have a public IPv4 address.
    public let hasPublicAddress: Bool
    /// Tasks reach their target through a NAT gateway.
    public let usesNATGateway: Bool
    /// NAT gateways that the stack pays for by the hour.
    public let natGateways: Int
    /// Keys of its own that the stack pays for by the month.
    public let hasCustomerKey: Bool
    /// The network has endpoints that the stack pays for by the hour.
    public let hasEndpoints: Bool

    /// Reads properties.
    /// - Throws: ``DeployError`` `invalidProperties`.
    public init(context: [String: String]) throws(DeployError) {
        let props: LoadTestStackProps
        do {
            props = try LoadTestStackProps(context: context)
        } catch {
            throw DeployError(.invalidProperties, error.description)
        }
        cpuUnits = props.taskCpu
        memoryMiB = props.taskMemory
        isARM = props.architecture == .arm
        hasPublicAddress = props.network == .publicSubnets || (props.network == .existing && props.assignPublicIp)
        natGateways = props.network == .privateSubnets ? props.natGateways : 0
        usesNATGateway = natGateways > 0 || (props.network == .existing && props.usesNatGateway)
        hasCustomerKey = props.encryption == .customerKey
        hasEndpoints = props.network == .privateSubnets
    }
}
