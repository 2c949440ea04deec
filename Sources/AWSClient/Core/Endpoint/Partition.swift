/// A part of AWS with accounts and host names of its own.
struct Partition: Hashable, Sendable {
    /// The last part of host names.
    let suffix: String
    /// The last part of host names that answer by IPv6 too.
    let dualStackSuffix: String

    /// The partition that a region lies in; a region of unknown form lies in the first.
    static func of(region: String) -> Partition {
        table.first { region.hasPrefix($0.regions) }?.partition
            ?? Partition(suffix: "amazonaws.com", dualStackSuffix: "api.aws")
    }

    private static let table: [(regions: String, partition: Partition)] = [
        ("cn-", Partition(suffix: "amazonaws.com.cn", dualStackSuffix: "api.amazonwebservices.com.cn")),
        ("eusc-", Partition(suffix: "amazonaws.eu", dualStackSuffix: "api.amazonwebservices.eu")),
        ("us-iso-", Partition(suffix: "c2s.ic.gov", dualStackSuffix: "api.aws.ic.gov")),
        ("us-isob-", Partition(suffix: "sc2s.sgov.gov", dualStackSuffix: "api.aws.scloud")),
        ("eu-isoe-", Partition(suffix: "cloud.adc-e.uk", dualStackSuffix: "api.cloud-aws.adc-e.uk")),
        ("us-isof-", Partition(suffix: "csp.hci.ic.gov", dualStackSuffix: "api.aws.hci.ic.gov")),
    ]
}
