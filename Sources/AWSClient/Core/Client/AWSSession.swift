/// What the clients of one identity in one region share.
public struct AWSSession: Sendable {
    /// Such as `eu-central-1`.
    public let region: String
    /// The variables that count.
    public let environment: [String: String]
    /// Where keys come from.
    public let credentials: any CredentialProvider
    /// Carries the requests.
    public let transport: any HTTPTransport
    /// Clock and random source.
    public let world: ClientWorld

    /// Creates a session; it asks for nothing before a client is called.
    public init(
        region: String,
        environment: [String: String],
        credentials: any CredentialProvider,
        transport: any HTTPTransport,
        world: ClientWorld = .system
    ) {
        self.region = region
        self.environment = environment
        self.credentials = credentials
        self.transport = transport
        self.world = world
    }

    /// A client of a service. Make one per service and keep it: it holds the budget for repetitions.
    /// - Parameter timeout: For one attempt, where a request names none.
    public func client(_ service: AWSService, timeout: Duration = .seconds(30)) -> ServiceClient {
        ServiceClient(
            service,
            region: region,
            environment: environment,
            credentials: credentials,
            transport: transport,
            timeout: timeout,
            world: world
        )
    }
}
