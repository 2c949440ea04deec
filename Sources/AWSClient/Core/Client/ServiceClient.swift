internal import AWSSigning
internal import Synchronization

/// Calls one AWS service: finds its endpoint, signs, sends, repeats what may be repeated, and tells failures as
/// ``AWSError``.
///
/// Calls may run side by side; they share the budget for repetitions and what was learnt about the service's clock.
public final class ServiceClient: AWSCaller {
    /// What follows from the environment.
    struct Setup: Sendable {
        let endpoint: Endpoint
        let policy: RetryPolicy
    }

    /// What calls share.
    struct Shared: Sendable {
        var quota = RetryQuota()
        /// Added to our clock for signatures, in milliseconds.
        var clockOffset: Int64 = 0
    }

    let service: AWSService
    let signer: SigV4
    let setup: Result<Setup, AWSError>
    let credentials: (any CredentialProvider)?
    let transport: any HTTPTransport
    let timeout: Duration
    let world: ClientWorld
    let shared = Mutex(Shared())

    /// Creates a client. What is wrong with the environment is told by the first call.
    /// - Parameters:
    ///   - region: Such as `eu-central-1`.
    ///   - environment: The variables that count: `AWS_ENDPOINT_URL`, `AWS_ENDPOINT_URL_…`,
    ///     `AWS_IGNORE_CONFIGURED_ENDPOINT_URLS`, `AWS_USE_FIPS_ENDPOINT`, `AWS_USE_DUALSTACK_ENDPOINT`,
    ///     `AWS_MAX_ATTEMPTS`.
    ///   - credentials: Where keys come from; nil for requests that are not signed.
    ///   - timeout: For one attempt, where the request names none.
    public init(
        _ service: AWSService,
        region: String,
        environment: [String: String],
        credentials: (any CredentialProvider)?,
        transport: any HTTPTransport,
        timeout: Duration = .seconds(30),
        world: ClientWorld = .system
    ) {
        self.service = service
        self.credentials = credentials
        self.transport = transport
        self.timeout = timeout
        self.world = world
        signer = SigV4(region: region, service: service.signingName, options: service.signingOptions)
        setup = Result { () throws(AWSError) -> Setup in
            Setup(
                endpoint: try EndpointResolver(environment: environment).endpoint(of: service, region: region),
                policy: try RetryPolicy(service: service, environment: environment)
            )
        }
    }

    /// Where requests go.
    /// - Throws: ``AWSError`` with code `invalidConfiguration`.
    public var endpoint: Endpoint {
        get throws(AWSError) { try setup.get().endpoint }
    }

    /// Carries out one operation.
    /// - Throws: ``AWSError`` with the service's code, or `transport`, `noCredentials`, `invalidConfiguration`;
    ///   `CancellationError`.
    public func call(_ request: AWSRequest) async throws -> AWSResponse {
        let setup = try setup.get()
        var policy = setup.policy
        policy.maxAttempts = request.maxAttempts ?? policy.maxAttempts
        var attempts = CallAttempts(policy: policy)
        while true {
            try Task.checkCancellation()
            let keys = try await credentials?.credentials()
            let offset = shared.withLock { $0.clockOffset }
            let failure: AttemptFailure
            do {
                let response = try await attempt(request, at: setup.endpoint, keys: keys, clockOffset: offset)
                shared.withLock { attempts.succeed(quota: &$0.quota) }
                return response
            } catch let error as AttemptFailure {
                failure = error
            }
            let random = world.random()
            let step = shared.withLock { shared in
                attempts.next(after: failure, clockOffset: offset, quota: &shared.quota, random: random)
            }
            switch step {
            case .pause(let duration):
                try await world.sleep(duration)
            case .setClock(let offset):
                shared.withLock { $0.clockOffset = offset }
            case .renewKeys:
                guard let keys, let credentials else { throw failure.error }
                await credentials.renew(keys)
                guard try await credentials.credentials() != keys else { throw failure.error }
            case .fail:
                throw failure.error
            }
        }
    }
}
