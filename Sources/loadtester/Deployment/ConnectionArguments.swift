import AWSClient
import AWSTransport
import ArgumentParser
import FoundationEssentials

/// Which account and region. What no flag says is found as the AWS tools find it.
struct ConnectionArguments: ParsableArguments, Sendable {
    @Option(help: ArgumentHelp("AWS region. Default: $AWS_REGION, else that of the profile.", valueName: "name"))
    var region: String?

    @Option(help: ArgumentHelp("Profile of the shared AWS files. Default: $AWS_PROFILE.", valueName: "name"))
    var profile: String?

    /// The environment with what the flags say. A profile that was asked for outranks keys in the environment.
    var environment: [String: String] {
        var environment = ProcessInfo.processInfo.environment
        if let region { environment["AWS_REGION"] = region }
        if let profile {
            environment["AWS_PROFILE"] = profile
            for name in ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"] { environment[name] = nil }
        }
        return environment
    }

    /// Clients of that account and region.
    /// - Throws: `AWSError` where no region is set, `TransportError` for a proxy or certificates that cannot be used.
    func session() throws -> AWSSession {
        let environment = environment
        let transport = try AsyncHTTPTransport(environment: environment)
        let region = try RegionResolver(environment: environment).requiredRegion()
        return AWSSession(
            region: region,
            environment: environment,
            credentials: CredentialChain(environment: environment, region: region, transport: transport),
            transport: transport
        )
    }
}
