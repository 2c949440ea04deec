/// How the host names of a service differ from the usual where FIPS 140 or IPv6 is asked for.
///
/// Source: the endpoint rule sets of botocore 1.43.11.
struct EndpointVariants: Hashable, Sendable {
    /// How a name that answers by IPv6 too is built.
    enum DualStack: Hashable, Sendable {
        /// By another suffix, `api.aws`.
        case suffix
        /// By `dualstack` before the region.
        case label
        /// The usual name does.
        case plain
    }

    var dualStack = DualStack.suffix
    /// The prefix of names with the other suffix, where it differs.
    var dualStackPrefix: String?
    /// In GovCloud the usual names are FIPS endpoints, and there are no others.
    var isPlainInGovCloud = false

    static let usual = EndpointVariants()
    static let plainInGovCloud = EndpointVariants(isPlainInGovCloud: true)
    static let s3 = EndpointVariants(dualStack: .label)
    static let ecr = EndpointVariants(dualStackPrefix: "ecr")
    static let secretsManager = EndpointVariants(dualStack: .plain)
}
