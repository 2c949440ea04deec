import AWSClient
import AWSSigning
import Testing

@Suite struct ServiceClientTests {
    private let fake = FakeWorld()

    @Test func aRequestIsAddressedAndSigned() async throws {
        let transport = ScriptedTransport([.success])
        let environment = ["AWS_ENDPOINT_URL_DYNAMODB": "http://127.0.0.1:8000/base/"]
        let client = client(.dynamoDB, transport, environment: environment)
        let request = AWSRequest(
            operation: "ListTables",
            path: "/a%20b",
            query: [HTTPField("b", "1 2"), HTTPField("a", "ü")],
            headers: [HTTPField("x-amz-target", "DynamoDB_20120810.ListTables")],
            body: Array("{}".utf8)
        )
        #expect(try await client.call(request).body == Array("{}".utf8))

        let sent = try #require(transport.requests.first)
        #expect(sent.method == "POST" && sent.body == Array("{}".utf8))
        #expect(sent.url == "http://127.0.0.1:8000/base/a%20b?b=1%202&a=%C3%BC")
        #expect(sent.header("host") == "127.0.0.1:8000" && sent.header("x-amz-date") == "20260228T235959Z")
        let expected = SigV4(region: "eu-central-1", service: "dynamodb").sign(
            SigningRequest(
                method: "POST",
                path: "/base/a%20b",
                query: "b=1%202&a=%C3%BC",
                headers: [("host", "127.0.0.1:8000"), ("x-amz-target", "DynamoDB_20120810.ListTables")],
                payload: .bytes(Array("{}".utf8))
            ),
            with: Keys.temporary,
            at: SigningTime(epochMilliseconds: FakeWorld.start)
        )
        #expect(sent.header("authorization") == expected.authorization)
        #expect(sent.header("x-amz-security-token") == Keys.temporary.sessionToken)
    }

    @Test func s3SendsTheHashOfTheContent() async throws {
        let transport = ScriptedTransport([.success])
        _ = try await client(.s3, transport).call(AWSRequest(operation: "GetObject", method: "GET", path: "/b//k"))
        let sent = try #require(transport.requests.first)
        #expect(sent.url == "https://s3.eu-central-1.amazonaws.com/b//k")
        #expect(sent.header("x-amz-content-sha256")?.hasPrefix("e3b0c44298fc1c149afbf4c8996fb924") == true)
    }

    @Test func withoutKeysNothingIsSigned() async throws {
        let transport = ScriptedTransport([.success])
        let client = ServiceClient(
            .sts,
            region: "eu-central-1",
            environment: [:],
            credentials: nil,
            transport: transport,
            world: fake.world()
        )
        _ = try await client.call(AWSRequest(operation: "AssumeRoleWithWebIdentity"))
        let sent = try #require(transport.requests.first)
        #expect(sent.header("authorization") == nil && sent.header("x-amz-date") == nil)
    }

    @Test func theTimeOfARequestOutranksTheClients() async throws {
        let transport = ScriptedTransport([.success, .success])
        let client = client(.sqs, transport)
        _ = try await client.call(AWSRequest(operation: "ReceiveMessage", timeout: .seconds(70)))
        _ = try await client.call(AWSRequest(operation: "SendMessage"))
        #expect(transport.sent.map(\.timeout) == [.seconds(70), .seconds(30)])
    }

    @Test func whatTheEnvironmentSaysWronglyIsToldByTheFirstCall() async throws {
        let transport = ScriptedTransport([])
        let client = client(.sqs, transport, environment: ["AWS_ENDPOINT_URL": "nonsense"])
        let error = await #expect(throws: AWSError.self) { try await client.call(AWSRequest(operation: "X")) }
        #expect(error?.code == "invalidConfiguration" && transport.requests.isEmpty)
    }

    @Test func keysThatCannotBeFoundEndACall() async throws {
        let client = client(.sqs, ScriptedTransport([]), keys: RenewableKeys([]))
        let error = await #expect(throws: AWSError.self) { try await client.call(AWSRequest(operation: "X")) }
        #expect(error?.code == "noCredentials")
    }

    private func client(
        _ service: AWSService,
        _ transport: ScriptedTransport,
        environment: [String: String] = [:],
        keys: any CredentialProvider = StaticCredentials(Keys.temporary)
    ) -> ServiceClient {
        AWSSession(
            region: "eu-central-1",
            environment: environment,
            credentials: keys,
            transport: transport,
            world: fake.world()
        ).client(service)
    }
}
