/// Finds the endpoint of a service in a region, as the environment says.
///
/// Source: https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
struct EndpointResolver: Sendable {
    let environment: [String: String]

    /// The service's own variable, else `AWS_ENDPOINT_URL`, else the region's host name. The variables are passed over
    /// where `AWS_IGNORE_CONFIGURED_ENDPOINT_URLS` is `true`.
    /// - Throws: ``AWSError`` with code `invalidConfiguration`, whose message names the variable.
    func endpoint(of service: AWSService, region: String) throws(AWSError) -> Endpoint {
        if !isSet("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS") {
            for variable in [service.endpointVariable, "AWS_ENDPOINT_URL"] {
                guard let text = environment[variable], !text.isEmpty else { continue }
                guard let endpoint = Endpoint(text) else {
                    throw .invalidConfiguration(
                        "\(variable) is no URL of an endpoint: write one like http://localhost:4566, without user, "
                            + "query and fragment"
                    )
                }
                return endpoint
            }
        }
        return try regional(service, region: region)
    }

    private func regional(_ service: AWSService, region: String) throws(AWSError) -> Endpoint {
        let isLabel = region.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): true
            default: false
            }
        }
        // A region that were more than a label could name another host.
        guard isLabel, !region.isEmpty, let endpoint = Endpoint("https://" + host(service, region: region)) else {
            throw .invalidConfiguration("the region is none: it must read like eu-central-1")
        }
        return endpoint
    }

    private func host(_ service: AWSService, region: String) -> String {
        let partition = Partition.of(region: region)
        let isDualStack = isSet("AWS_USE_DUALSTACK_ENDPOINT")
        var fips = isSet("AWS_USE_FIPS_ENDPOINT") ? "-fips" : ""
        if service.variants.isPlainInGovCloud, region.hasPrefix("us-gov-"), !isDualStack { fips = "" }
        let usual = "\(service.endpointPrefix)\(fips)"
        guard isDualStack else { return "\(usual).\(region).\(partition.suffix)" }
        switch service.variants.dualStack {
        case .plain: return "\(usual).\(region).\(partition.suffix)"
        case .label: return "\(usual).dualstack.\(region).\(partition.suffix)"
        case .suffix:
            let prefix = service.variants.dualStackPrefix ?? service.endpointPrefix
            return "\(prefix)\(fips).\(region).\(partition.dualStackSuffix)"
        }
    }

    private func isSet(_ variable: String) -> Bool {
        environment[variable]?.lowercased() == "true"
    }
}
