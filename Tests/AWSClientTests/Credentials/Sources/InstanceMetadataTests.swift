import Testing

@testable import AWSClient

@Suite
struct InstanceMetadataTests {
    private typealias Answer = Result<TransportResponse, TransportError>
    private static let roles = "/latest/meta-data/iam/security-credentials/"

    private static func put(_ answer: Answer, host: String = "169.254.169.254") -> ScriptedEndpoint.Exchange {
        .http(
            "PUT",
            host,
            "/latest/api/token",
            [HTTPField("x-aws-ec2-metadata-token-ttl-seconds", "21600")],
            timeout: .seconds(1),
            answer: answer
        )
    }

    private static func get(
        _ path: String,
        _ answer: Answer,
        host: String = "169.254.169.254"
    ) -> ScriptedEndpoint.Exchange {
        .http(
            "GET",
            host,
            path,
            [HTTPField("x-aws-ec2-metadata-token", "TOKEN==")],
            timeout: .seconds(1),
            answer: answer
        )
    }

    @Test(arguments: [
        ([:], "169.254.169.254"),
        (["AWS_EC2_METADATA_DISABLED": "false"], "169.254.169.254"),
        (["AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE": "IPv6"], "[fd00:ec2::254]"),
        (["AWS_EC2_METADATA_SERVICE_ENDPOINT": "http://127.0.0.1:1338/"], "127.0.0.1:1338"),
    ])
    func `asks for a token, the role and its keys`(environment: [String: String], host: String) async throws {
        let endpoint = ScriptedEndpoint([
            Self.put(.answer(200, "TOKEN=="), host: host),
            Self.get(Self.roles, .answer(200, "my.role+1\n"), host: host),
            Self.get(Self.roles + "my.role+1", .answer(200, keyDocument("ASIA")), host: host),
        ])
        #expect(try await TestWorld(environment: environment, endpoint: endpoint).keys() == .temporary("ASIA"))
        #expect(endpoint.remaining == 0)
    }

    @Test
    func `tries each question twice`() async throws {
        let endpoint = ScriptedEndpoint([
            Self.put(.failed(.timeout)), Self.put(.answer(200, "TOKEN==")),
            Self.get(Self.roles, .answer(503)), Self.get(Self.roles, .answer(200, "r")),
            Self.get(Self.roles + "r", .failed(.connectionClosed)),
            Self.get(Self.roles + "r", .answer(200, keyDocument("ASIA"))),
        ])
        #expect(try await TestWorld(endpoint: endpoint).keys() == .temporary("ASIA"))
        #expect(endpoint.remaining == 0)
    }

    @Test(arguments: [
        (
            [put(.failed(.connectFailed)), put(.failed(.timeout))],
            "the service at http://169.254.169.254 does not answer (timeout)"
        ),
        ([put(.answer(500)), put(.answer(500))], "the service at http://169.254.169.254 answered with status 500"),
        (
            [put(.answer(404))],
            "the service at http://169.254.169.254 knows no tokens (IMDSv2), and without one it is not asked"
        ),
        ([put(.answer(403))], "the service at http://169.254.169.254 refuses to answer (status 403)"),
        ([put(.answer(200, ""))], "the service at http://169.254.169.254 gave a token that is none"),
        ([put(.answer(200, "<html> hush"))], "the service at http://169.254.169.254 gave a token that is none"),
        (
            [put(.answer(200, "TOKEN==")), get(roles, .answer(404))],
            "the service at http://169.254.169.254 has no role: attach one to the instance"
        ),
        (
            [put(.answer(200, "TOKEN==")), get(roles, .answer(200, "../hush"))],
            "the service at http://169.254.169.254 gave a name that no role can have"
        ),
        (
            [
                put(.answer(200, "TOKEN==")), get(roles, .answer(200, "r")),
                get(roles + "r", .answer(200, "{\"Code\": \"AssumeRoleUnauthorizedAccess\", \"Message\": \"hush\"}")),
            ],
            "the service at http://169.254.169.254 has no keys for the instance's role: let ec2.amazonaws.com assume it"
        ),
    ])
    func `says why there are no keys and never asks without a token`(
        exchanges: [ScriptedEndpoint.Exchange],
        reason: String
    ) async throws {
        let endpoint = ScriptedEndpoint(exchanges)
        let error = try #require(await TestWorld(endpoint: endpoint).error())
        #expect(error.code == "noCredentials")
        #expect(error.message.contains("instance metadata (\(reason)). Set "), "\(error)")
        #expect(!error.description.contains("hush"))
        #expect(endpoint.remaining == 0)
    }

    @Test(arguments: ["true", "TRUE"])
    func `is not asked where it is switched off`(value: String) async throws {
        let error = await TestWorld(environment: ["AWS_EC2_METADATA_DISABLED": value]).error()
        #expect(error?.message.contains("instance metadata (AWS_EC2_METADATA_DISABLED is true)") == true)
    }

    @Test(arguments: [
        (
            ["AWS_EC2_METADATA_SERVICE_ENDPOINT": "nowhere"],
            "AWS_EC2_METADATA_SERVICE_ENDPOINT must be a URL that begins with http:// or https://"
        ),
        (
            ["AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE": "v6"],
            "AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE must be IPv4 or IPv6"
        ),
    ])
    func `refuses an endpoint that is none`(environment: [String: String], message: String) async throws {
        #expect(await TestWorld(environment: environment).error() == .configuration(message))
    }

    @Test
    func `uses keys that the service cannot renew for ten minutes more`() async throws {
        let old = keyDocument("ASIA", expiration: "2025-12-31T23:00:00Z")
        let question = [
            Self.put(.answer(200, "TOKEN==")), Self.get(Self.roles, .answer(200, "r")),
            Self.get(Self.roles + "r", .answer(200, old)),
        ]
        let endpoint = ScriptedEndpoint(question + question)
        let world = TestWorld(endpoint: endpoint)
        let chain = world.chain()
        #expect(try await chain.credentials() == .temporary("ASIA"))
        world.clock.advance(minutes: 11)
        #expect(try await chain.credentials() == .temporary("ASIA"))
        #expect(endpoint.remaining == 0)
    }
}
