/// Prices of what a run uses, in US dollars, on demand: before taxes, free tiers, savings plans and credits.
///
/// As of June 2026. Sources: aws.amazon.com/fargate/pricing, /lambda/pricing, /sqs/pricing, /dynamodb/pricing/on-demand
/// (half of what it was, since November 2024), /vpc/pricing (NAT gateways, public IPv4 addresses), /ec2/pricing/on-demand
/// (data transfer). AWS changes prices without notice: whoever needs to be sure reads the AWS Price List.
public struct PriceTable: Hashable, Sendable {
    /// The date of the prices, year and month.
    public static let date = "2026-06"

    /// The region the prices are of.
    public var region: String
    /// One vCPU of a Fargate task for an hour, Linux on x86.
    public var fargateVCPUHour = 0.04048
    /// One GB of a Fargate task's memory for an hour, Linux on x86.
    public var fargateGBHour = 0.004445
    /// One vCPU for an hour, Linux on ARM.
    public var fargateARMVCPUHour = 0.03238
    /// One GB for an hour, Linux on ARM.
    public var fargateARMGBHour = 0.00356
    /// A public IPv4 address for an hour.
    public var publicAddressHour = 0.005
    /// One GB of a Lambda function's memory for a second, x86.
    public var lambdaGBSecond = 0.000_016_666_7
    /// A million invocations.
    public var lambdaMillionRequests = 0.20
    /// A million requests to a standard queue, of up to 64 KB each.
    public var queueMillionRequests = 0.40
    /// A million write request units: writes of up to 1 KB.
    public var tableMillionWrites = 0.625
    /// A million read request units: consistent reads of up to 4 KB.
    public var tableMillionReads = 0.125
    /// A NAT gateway for an hour.
    public var natGatewayHour = 0.045
    /// One GB through a NAT gateway, in either direction.
    public var natGatewayGB = 0.045
    /// One GB out to the internet, of the first 10 TB of a month.
    public var egressGB = 0.09

    /// Regions whose prices these are, each in all of the above.
    private static let known = ["us-east-1", "us-east-2", "us-west-2"]

    /// Prices of Northern Virginia, under the name of `region`.
    public init(region: String = "us-east-1") {
        self.region = region
    }

    /// Whether the prices are known to be those of the region. Elsewhere they are Northern Virginia's, and most regions cost
    /// a tenth to a third more.
    public var isOfRegion: Bool { Self.known.contains(region) }
}
