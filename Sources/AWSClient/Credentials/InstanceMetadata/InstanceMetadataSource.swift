/// Keys of the role that is attached to an EC2 instance.
///
/// Source: https://docs.aws.amazon.com/sdkref/latest/guide/feature-imds-credentials.html
struct InstanceMetadataSource: CredentialSource {
    /// Milliseconds for which keys are kept that the service gave although they (almost) have expired: it does so while
    /// it cannot renew them, and AWS accepts them all the same.
    private static let grace: Int64 = 10 * 60 * 1000

    let world: CredentialWorld
    let name = "instance metadata"

    func find() async throws -> Finding {
        guard world.variable("AWS_EC2_METADATA_DISABLED")?.lowercased() != "true" else {
            return .nothing("AWS_EC2_METADATA_DISABLED is true")
        }
        let endpoint = try endpoint()
        let place = "the service at \(endpoint.base)"
        do {
            let content = try await InstanceMetadata(transport: world.transport, endpoint: endpoint).keyDocument()
            let document = try KeyDocument(content, from: place)
            guard document.code ?? "Success" == "Success" else {
                return .nothing("\(place) has no keys for the instance's role: let ec2.amazonaws.com assume it")
            }
            return .keys(extended(try document.keys(from: place, needsExpiration: true)))
        } catch let failure as InstanceMetadata.Failure {
            return .nothing("\(place) \(failure.reason)")
        }
    }

    private func extended(_ keys: IssuedCredentials) -> IssuedCredentials {
        let soonest = world.now() + Self.grace
        return keys.expiry.map { $0 < soonest } ?? false ? keys.expiring(at: soonest) : keys
    }

    private func endpoint() throws(AWSError) -> CredentialURL {
        let variable = "AWS_EC2_METADATA_SERVICE_ENDPOINT"
        if let text = world.variable(variable) {
            guard let url = CredentialURL(text) else {
                throw .configuration("\(variable) must be a URL that begins with http:// or https://")
            }
            return url
        }
        let mode = world.variable(variable + "_MODE")?.lowercased() ?? "ipv4"
        let standard = ["ipv4": "http://169.254.169.254", "ipv6": "http://[fd00:ec2::254]"]
        guard let url = standard[mode].flatMap(CredentialURL.init) else {
            throw .configuration("\(variable)_MODE must be IPv4 or IPv6")
        }
        return url
    }
}
