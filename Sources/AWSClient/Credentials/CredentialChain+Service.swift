extension CredentialChain {
    /// Creates a chain that asks AWS STS itself for roles, in `region`.
    /// - Parameters:
    ///   - environment: The variables that count, those of the endpoint included, see ``ServiceClient``.
    ///   - region: Such as `eu-central-1`, see ``RegionResolver``.
    ///   - transport: Reaches STS and the endpoints of containers and instances.
    public convenience init(
        environment: [String: String],
        region: String,
        transport: any HTTPTransport,
        world: ClientWorld = .system
    ) {
        self.init(
            environment: environment,
            transport: transport,
            sts: { keys in
                ServiceClient(
                    .sts,
                    region: region,
                    environment: environment,
                    credentials: keys.map(StaticCredentials.init),
                    transport: transport,
                    world: world
                )
            },
            now: world.now,
            sleep: world.sleep
        )
    }
}
