import AWSSigning
import Testing

@testable import AWSClient

@Suite
struct RefreshTests {
    /// The answers of a container's agent, in order.
    private static func agent(_ answers: Result<TransportResponse, TransportError>...) -> ScriptedEndpoint {
        ScriptedEndpoint(
            answers.map {
                .http(
                    "GET",
                    "169.254.170.2",
                    "/a",
                    [HTTPField("accept", "application/json")],
                    timeout: .seconds(2),
                    answer: $0
                )
            }
        )
    }

    private static func world(_ endpoint: any HTTPTransport) -> TestWorld {
        var world = TestWorld.offline(["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "/a"])
        world.endpoint = endpoint
        return world
    }

    private static let first = Result<TransportResponse, TransportError>.answer(200, keyDocument("ASIA1"))
    private static let second = Result<TransportResponse, TransportError>
        .answer(200, keyDocument("ASIA2", expiration: "2026-01-01T02:00:00Z"))

    @Test
    func `keeps keys until fifteen minutes before their end`() async throws {
        let endpoint = Self.agent(Self.first)
        let world = Self.world(endpoint)
        let chain = world.chain()
        #expect(try await chain.credentials() == .temporary("ASIA1"))
        world.clock.advance(minutes: 45)
        for _ in 0..<100 { #expect(try await chain.credentials() == .temporary("ASIA1")) }
        #expect(endpoint.remaining == 0)
    }

    @Test
    func `lets nobody wait for a refresh that is advised`() async throws {
        let gate = GatedEndpoint(Self.agent(Self.second))
        let switched = SwitchedEndpoint(first: Self.agent(Self.first), then: gate)
        let world = Self.world(switched)
        let chain = world.chain()
        #expect(try await chain.credentials() == .temporary("ASIA1"))
        world.clock.advance(minutes: 46)
        // The agent does not answer, and still all have keys at once.
        for _ in 0..<100 { #expect(try await chain.credentials() == .temporary("ASIA1")) }
        await gate.arrival()
        #expect(try await chain.credentials() == .temporary("ASIA1"))
        await gate.open()
        try await becomes("the new keys are in use") { try await chain.credentials() == .temporary("ASIA2") }
        #expect(await gate.arrivals == 1)
    }

    @Test
    func `lets all wait for the same refresh once it is due`() async throws {
        let gate = GatedEndpoint(Self.agent(Self.second))
        let world = Self.world(SwitchedEndpoint(first: Self.agent(Self.first), then: gate))
        let chain = world.chain()
        _ = try await chain.credentials()
        world.clock.advance(minutes: 51)
        try await withThrowingTaskGroup(of: Credentials.self) { group in
            for _ in 0..<50 { group.addTask { try await chain.credentials() } }
            await gate.arrival()
            await gate.open()
            for try await keys in group { #expect(keys == .temporary("ASIA2")) }
        }
        #expect(await gate.arrivals == 1)
    }

    @Test
    func `asks once where many ask for the first keys`() async throws {
        let gate = GatedEndpoint(Self.agent(Self.first))
        let chain = Self.world(gate).chain()
        try await withThrowingTaskGroup(of: Credentials.self) { group in
            for _ in 0..<50 { group.addTask { try await chain.credentials() } }
            await gate.arrival()
            await gate.open()
            for try await keys in group { #expect(keys == .temporary("ASIA1")) }
        }
        #expect(await gate.arrivals == 1)
    }

    @Test
    func `gives all who wait the same error, and asks again for who comes later`() async throws {
        let gate = GatedEndpoint(Self.agent(.answer(404), Self.first))
        let chain = Self.world(gate).chain()
        await withTaskGroup(of: String?.self) { group in
            for _ in 0..<10 {
                group.addTask {
                    do {
                        _ = try await chain.credentials()
                        return nil
                    } catch {
                        return (error as? AWSError)?.code
                    }
                }
            }
            await gate.arrival()
            await gate.open()
            for await code in group { #expect(code == "noCredentials") }
        }
        #expect(try await chain.credentials() == .temporary("ASIA1"))
        #expect(await gate.arrivals == 2)
    }

    @Test(arguments: [46, 51])
    func `keeps valid keys where a refresh fails, and pauses before the next one`(minutes: Int64) async throws {
        let endpoint = Self.agent(Self.first, .answer(404), Self.second)
        let world = Self.world(endpoint)
        let chain = world.chain()
        _ = try await chain.credentials()
        world.clock.advance(minutes: minutes)
        #expect(try await chain.credentials() == .temporary("ASIA1"))
        try await becomes("the refresh has failed") { endpoint.remaining == 1 }
        for _ in 0..<10 { #expect(try await chain.credentials() == .temporary("ASIA1")) }
        #expect(endpoint.remaining == 1)
        world.clock.advance(milliseconds: RefreshPolicy.pause + 1)
        try await becomes("the new keys are in use") { try await chain.credentials() == .temporary("ASIA2") }
        #expect(endpoint.remaining == 0)
    }

    @Test
    func `fails only when the keys have expired, and recovers`() async throws {
        let endpoint = Self.agent(Self.first, .answer(404), .answer(404), Self.second)
        let world = Self.world(endpoint)
        let chain = world.chain()
        _ = try await chain.credentials()
        world.clock.advance(minutes: 60, milliseconds: -1)
        #expect(try await chain.credentials() == .temporary("ASIA1"))
        world.clock.advance(milliseconds: 1)
        let error = try #require(await #expect(throws: AWSError.self) { try await chain.credentials() })
        #expect(
            error
                == .noCredentials(
                    "the container's endpoint 169.254.170.2 (AWS_CONTAINER_CREDENTIALS_RELATIVE_URI) answered with status "
                        + "404: check that the task or the pod has a role"
                )
        )
        #expect(try await chain.credentials() == .temporary("ASIA2"))
    }

    @Test
    func `refreshes from the source that gave the keys, whatever others have by then`() async throws {
        var world = Self.world(Self.agent(Self.first, .answer(404)))
        world.environment["AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"] = ""
        let chain = world.chain()
        _ = try await chain.credentials()
        world.clock.advance(minutes: 61)
        let error = try #require(await #expect(throws: AWSError.self) { try await chain.credentials() })
        #expect(error.message.hasPrefix("the container's endpoint"))
    }

    @Test
    func `fetches keys anew that AWS refused, once for all who say so`() async throws {
        let endpoint = Self.agent(Self.first, Self.second)
        let chain = Self.world(endpoint).chain()
        let refused = try await chain.credentials()
        await chain.renew(.temporary("OTHER"))
        #expect(try await chain.credentials() == refused)
        for _ in 0..<3 { await chain.renew(refused) }
        #expect(try await chain.credentials() == .temporary("ASIA2"))
        await chain.renew(refused)
        #expect(try await chain.credentials() == .temporary("ASIA2"))
        #expect(endpoint.remaining == 0)
    }

    @Test
    func `does not give refused keys where there are no others`() async throws {
        let chain = Self.world(Self.agent(Self.first, .answer(404), Self.second)).chain()
        await chain.renew(try await chain.credentials())
        let error = try #require(await #expect(throws: AWSError.self) { try await chain.credentials() })
        #expect(error.code == "noCredentials")
        #expect(try await chain.credentials() == .temporary("ASIA2"))
    }

    @Test
    func `lets go of a caller that is cancelled, and keeps the fetch for the others`() async throws {
        let gate = GatedEndpoint(Self.agent(Self.first))
        let chain = Self.world(gate).chain()
        let impatient = Task { try await chain.credentials() }
        await gate.arrival()
        let patient = Task { try await chain.credentials() }
        impatient.cancel()
        await #expect(throws: CancellationError.self) { try await impatient.value }
        await gate.open()
        #expect(try await patient.value == .temporary("ASIA1"))
        #expect(await gate.arrivals == 1)
    }
}

/// Sends the first request to one endpoint and all others to another.
private actor SwitchedEndpoint: HTTPTransport {
    private var first: (any HTTPTransport)?
    private let then: any HTTPTransport

    init(first: any HTTPTransport, then: any HTTPTransport) {
        self.first = first
        self.then = then
    }

    func send(_ request: TransportRequest, timeout: Duration) async throws -> TransportResponse {
        guard let endpoint = first else { return try await then.send(request, timeout: timeout) }
        first = nil
        return try await endpoint.send(request, timeout: timeout)
    }
}
