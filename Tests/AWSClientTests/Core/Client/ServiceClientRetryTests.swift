import AWSClient
import AWSSigning
import Testing

@Suite struct ServiceClientRetryTests {
    private let fake = FakeWorld()

    @Test func passingTroubleIsRepeatedAfterPauses() async throws {
        let transport = ScriptedTransport([
            .failure(TransportError(.connectionClosed, "reset")), .error(400, "ThrottlingException"), .success,
        ])
        _ = try await client(.sqs, transport).call(AWSRequest(operation: "SendMessage"))
        #expect(fake.slept == [.milliseconds(50), .seconds(2)])
        #expect(transport.isFinished)
        // Each attempt is signed for its own time.
        #expect(
            transport.requests.map { $0.header("x-amz-date") } == [
                "20260228T235959Z", "20260228T235959Z", "20260301T000001Z",
            ]
        )
    }

    @Test(arguments: [(AWSService.sqs, 3), (.dynamoDB, 4)])
    func theLastErrorIsToldAfterAllAttempts(service: AWSService, attempts: Int) async throws {
        let transport = ScriptedTransport(Array(repeating: .error(503, "ServiceUnavailable"), count: attempts))
        let error = await #expect(throws: AWSError.self) {
            try await client(service, transport).call(AWSRequest(operation: "Op"))
        }
        #expect(error?.description == "Op: ServiceUnavailable: said ServiceUnavailable" && error?.status == 503)
        #expect(transport.requests.count == attempts)
    }

    @Test func aRequestThatMayGoOnceGoesOnce() async throws {
        let transport = ScriptedTransport([.failure(TransportError(.timeout, "not within 30 s"))])
        let error = await #expect(throws: AWSError.self) {
            try await client(.ecs, transport).call(AWSRequest(operation: "RunTask", maxAttempts: 1))
        }
        #expect(error?.code == "transport" && error?.status == nil)
        #expect(error?.message == "https://ecs.eu-central-1.amazonaws.com did not answer: not within 30 s")
        #expect(fake.slept.isEmpty)
    }

    @Test func aRequestThatCannotBeSentIsNotRepeated() async throws {
        let transport = ScriptedTransport([.failure(TransportError(.refused, "a line break in a field"))])
        let error = await #expect(throws: AWSError.self) {
            try await client(.sqs, transport).call(AWSRequest(operation: "SendMessage"))
        }
        #expect(error?.code == "transport" && transport.requests.count == 1)
    }

    @Test func aRefusalIsNotRepeated() async throws {
        let transport = ScriptedTransport([.error(400, "ConditionalCheckFailedException")])
        let error = await #expect(throws: AWSError.self) {
            try await client(.dynamoDB, transport).call(AWSRequest(operation: "PutItem"))
        }
        #expect(error?.code == "ConditionalCheckFailedException" && transport.requests.count == 1)
    }

    @Test(arguments: [("3000", 3000), ("90000", 6000), ("-1", 1000), ("soon", 1000)])
    func theServiceMayAskForALongerPause(asked: String, milliseconds: Int) async throws {
        let headers = [HTTPField("x-amz-retry-after", asked)]
        let transport = ScriptedTransport([.error(429, "TooManyRequestsException", headers: headers), .success])
        _ = try await client(.lambda, transport).call(AWSRequest(operation: "Invoke"))
        #expect(fake.slept == [.milliseconds(milliseconds)])
    }

    @Test func callsShareOneBudgetForRepetitions() async throws {
        let answers = Array(repeating: ScriptedTransport.Answer.error(500, "InternalError"), count: 100)
        let transport = ScriptedTransport(answers)
        let client = client(.sqs, transport)
        while !transport.isFinished {
            await #expect(throws: AWSError.self) { try await client.call(AWSRequest(operation: "Op", maxAttempts: 2)) }
        }
        // 500 / 14 repetitions, and every other request went once.
        #expect(fake.slept.count == 35)
    }

    @Test func theServicesClockIsUsedOnceOursIsFoundWrong() async throws {
        let date = HTTPField("Date", "Sun, 01 Mar 2026 01:00:00 GMT")
        let transport = ScriptedTransport([
            .error(403, "InvalidSignatureException", headers: [date]), .success, .success,
        ])
        let client = client(.sqs, transport)
        _ = try await client.call(AWSRequest(operation: "Op", maxAttempts: 1))
        _ = try await client.call(AWSRequest(operation: "Op", maxAttempts: 1))
        #expect(
            transport.requests.map { $0.header("x-amz-date") } == [
                "20260228T235959Z", "20260301T010000Z", "20260301T010000Z",
            ]
        )
        #expect(fake.slept.isEmpty)
    }

    @Test func expiredKeysAreRenewedAndTheRequestRepeated() async throws {
        let transport = ScriptedTransport([.error(403, "ExpiredTokenException"), .success])
        let client = client(.sqs, transport, keys: RenewableKeys([Keys.temporary, Keys.lasting]))
        _ = try await client.call(AWSRequest(operation: "Op", maxAttempts: 1))
        let names = transport.requests.map { $0.header("authorization")?.contains("AKIDEXAMPLE") }
        #expect(names == [false, true])
    }

    @Test func keysThatStayTheSameAreNotTriedAgain() async throws {
        let transport = ScriptedTransport([.error(403, "ExpiredTokenException")])
        let client = client(.sqs, transport, keys: StaticCredentials(Keys.temporary))
        let error = await #expect(throws: AWSError.self) { try await client.call(AWSRequest(operation: "Op")) }
        #expect(error?.code == "ExpiredTokenException" && transport.requests.count == 1)
    }

    @Test func cancellationEndsACall() async throws {
        let transport = ScriptedTransport([.cancellation])
        await #expect(throws: CancellationError.self) {
            try await client(.sqs, transport).call(AWSRequest(operation: "Op"))
        }
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await client(.sqs, ScriptedTransport([])).call(AWSRequest(operation: "Op"))
        }
        await #expect(throws: CancellationError.self) { try await task.value }
    }

    private func client(
        _ service: AWSService,
        _ transport: ScriptedTransport,
        keys: any CredentialProvider = StaticCredentials(Keys.lasting)
    ) -> ServiceClient {
        ServiceClient(
            service,
            region: "eu-central-1",
            environment: [:],
            credentials: keys,
            transport: transport,
            world: fake.world()
        )
    }
}
