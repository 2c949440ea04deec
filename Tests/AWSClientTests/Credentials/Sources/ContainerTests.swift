import Testing

@testable import AWSClient

@Suite
struct ContainerTests {
    private static func get(
        _ host: String,
        _ path: String,
        token: String? = nil,
        answer: Result<TransportResponse, TransportError> = .answer(200, keyDocument("ASIA"))
    ) -> ScriptedEndpoint.Exchange {
        let authorization = token.map { [HTTPField("authorization", $0)] } ?? []
        return .http(
            "GET",
            host,
            path,
            [HTTPField("accept", "application/json")] + authorization,
            timeout: .seconds(2),
            answer: answer
        )
    }

    @Test(arguments: [
        (
            ["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "/v2/credentials/x?id=1"],
            get("169.254.170.2", "/v2/credentials/x?id=1")
        ),
        (
            [
                "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "/a",
                "AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://localhost/no",
            ],
            get("169.254.170.2", "/a")
        ),
        (
            [
                "AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://169.254.170.23/v1/credentials",
                "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE": "/token", "AWS_CONTAINER_AUTHORIZATION_TOKEN": "no",
            ],
            get("169.254.170.23", "/v1/credentials", token: "Bearer file")
        ),
        (
            [
                "AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://127.0.0.1:8080/",
                "AWS_CONTAINER_AUTHORIZATION_TOKEN": "Basic x",
            ],
            get("127.0.0.1:8080", "/", token: "Basic x")
        ),
    ])
    func `asks the agent beside the container`(
        environment: [String: String],
        exchange: ScriptedEndpoint.Exchange
    ) async throws {
        var world = TestWorld.offline(environment, files: ["/token": "Bearer file"])
        let endpoint = ScriptedEndpoint([exchange])
        world.endpoint = endpoint
        #expect(try await world.keys() == .temporary("ASIA"))
        #expect(endpoint.remaining == 0)
    }

    @Test
    func `asks three times where the agent is busy`() async throws {
        var world = TestWorld.offline(["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "/a"])
        let endpoint = ScriptedEndpoint([
            Self.get("169.254.170.2", "/a", answer: .failed(.timeout)),
            Self.get("169.254.170.2", "/a", answer: .answer(503)),
            Self.get("169.254.170.2", "/a"),
        ])
        world.endpoint = endpoint
        #expect(try await world.keys() == .temporary("ASIA"))
        #expect(endpoint.remaining == 0)
        #expect(world.pauses.all == [.seconds(1), .seconds(1)])
    }

    @Test(
        arguments: [
            ([.failed(.connectFailed), .answer(500), .failed(.timeout)], "did not answer (timeout)"),
            ([.answer(404, "hushhush")], "answered with status 404"),
            ([.answer(200, "hushhush")], "answered with something other than a JSON document of keys"),
            ([.answer(200, "{\"SecretAccessKey\": \"hushhush\"}")], "without AccessKeyId and SecretAccessKey"),
            (
                [.answer(200, "{\"AccessKeyId\": \"A\", \"SecretAccessKey\": \"hushhush\", \"Token\": \"hushhush\"}")],
                "gave keys with no time of expiry"
            ),
        ] as [([Result<TransportResponse, TransportError>], String)]
    )
    func `does not look on where the agent has no keys`(
        answers: [Result<TransportResponse, TransportError>],
        words: String
    ) async throws {
        var world = TestWorld.offline(["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "/secret-path"])
        let endpoint = ScriptedEndpoint(answers.map { Self.get("169.254.170.2", "/secret-path", answer: $0) })
        world.endpoint = endpoint
        let error = try #require(await world.error())
        #expect(error.code == "noCredentials")
        #expect(
            error.message.hasPrefix("the container's endpoint 169.254.170.2 (AWS_CONTAINER_CREDENTIALS_RELATIVE_URI) ")
        )
        #expect(error.message.contains(words))
        #expect(!error.description.contains("hush") && !error.description.contains("secret-path"))
        #expect(endpoint.remaining == 0)
    }

    @Test(arguments: ["a\nb", "a\r", "ü", "a\u{7f}"])
    func `refuses a token that would break the request`(token: String) async throws {
        for (key, files) in [("", [:]), ("_FILE", ["/token": token])] {
            let world = TestWorld.offline(
                [
                    "AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://localhost/",
                    "AWS_CONTAINER_AUTHORIZATION_TOKEN\(key)": key.isEmpty ? token : "/token",
                ],
                files: files
            )
            #expect(
                await world.error()
                    == .configuration(
                        "the token of AWS_CONTAINER_AUTHORIZATION_TOKEN(_FILE) holds a line break or a character beyond ASCII"
                    )
            )
        }
    }
}
