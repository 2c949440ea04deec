/// Where a container gets its keys, as its environment says.
///
/// Source: https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html
struct ContainerEndpoint: Hashable, Sendable {
    /// Where the agent of ECS answers.
    static let ecsHost = "169.254.170.2"
    /// Hosts beyond this machine that may be asked without encryption: the agents of ECS and of EKS.
    static let plainHosts: Set = [ecsHost, "169.254.170.23", "fd00:ec2::23"]

    let url: CredentialURL
    /// The variable that says so.
    let variable: String

    /// Reads `AWS_CONTAINER_CREDENTIALS_RELATIVE_URI`, which wins, and `AWS_CONTAINER_CREDENTIALS_FULL_URI`; nil where
    /// neither is set.
    /// - Throws: ``AWSError`` with code `invalidConfiguration` for a URL that is none, or one that would carry keys over
    ///   a network without encryption.
    init?(_ world: CredentialWorld) throws(AWSError) {
        if let path = world.variable("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI") {
            variable = "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"
            guard path.hasPrefix("/"), let url = CredentialURL("http://\(Self.ecsHost)\(path)") else {
                throw .configuration("\(variable) must be a path that begins with `/`")
            }
            self.url = url
        } else if let text = world.variable("AWS_CONTAINER_CREDENTIALS_FULL_URI") {
            variable = "AWS_CONTAINER_CREDENTIALS_FULL_URI"
            guard let url = CredentialURL(text) else {
                throw .configuration("\(variable) must be a URL that begins with http:// or https://")
            }
            guard url.isEncrypted || url.isLoopback || Self.plainHosts.contains(url.host) else {
                throw .configuration(
                    "\(variable) names \(url.host) over plain http, which is allowed for this machine, "
                        + "\(Self.plainHosts.sorted().joined(separator: ", ")) only: use https"
                )
            }
            self.url = url
        } else {
            return nil
        }
    }
}
