import AWSSigning
import Testing

@testable import AWSClient

@Suite
struct AssumeRoleTests {
    private static let keys = "aws_access_key_id = AKID\naws_secret_access_key = S\n"

    private static func world(_ config: String, sts: [ScriptedSTS.Exchange], environment: [String: String] = [:])
        -> TestWorld
    {
        var world = TestWorld.offline(
            environment.merging(["AWS_PROFILE": "a"]) { own, _ in own },
            files: [TestWorld.config: config]
        )
        world.sts = ScriptedSTS(sts)
        return world
    }

    @Test
    func `assumes a role with the keys of another profile`() async throws {
        let world = Self.world(
            """
            [profile a]
            role_arn = arn:aws:iam::1:role/load test
            source_profile = b
            external_id = x/ü&y
            role_session_name = me@here
            duration_seconds = 900
            [profile b]
            \(Self.keys)
            """,
            sts: [
                ScriptedSTS.Exchange(
                    signer: "AKID",
                    form: "Action=AssumeRole&Version=2011-06-15&RoleArn=arn%3Aaws%3Aiam%3A%3A1%3Arole%2Fload%20test"
                        + "&RoleSessionName=me%40here&ExternalId=x%2F%C3%BC%26y&DurationSeconds=900",
                    answer: .keys("ASIA")
                )
            ]
        )
        #expect(try await world.keys() == .temporary("ASIA"))
        #expect(world.sts.remaining == 0)
    }

    @Test
    func `follows source profiles and names sessions by the time`() async throws {
        let form = { (role: String) in
            "Action=AssumeRole&Version=2011-06-15&RoleArn=\(role)&RoleSessionName=loadtester-1767225600"
        }
        let world = Self.world(
            """
            [profile a]
            role_arn = R1
            source_profile = b
            [profile b]
            role_arn = R2
            source_profile = c
            [profile c]
            \(Self.keys)
            """,
            sts: [
                ScriptedSTS.Exchange(signer: "AKID", form: form("R2"), answer: .keys("ASIA2")),
                ScriptedSTS.Exchange(signer: "ASIA2", form: form("R1"), answer: .keys("ASIA1")),
            ]
        )
        #expect(try await world.keys() == .temporary("ASIA1"))
        #expect(world.sts.remaining == 0)
    }

    @Test(arguments: [
        // A profile may be its own source.
        "[profile a]\nrole_arn = R\nsource_profile = a\n\(keys)",
        // The keys of a source come before its role.
        "[profile a]\nrole_arn = R\nsource_profile = b\n[profile b]\nrole_arn = no\nsource_profile = b\n\(keys)",
        // The role of the profile that is meant comes before its keys.
        "[profile a]\nrole_arn = R\nsource_profile = b\naws_access_key_id = no\naws_secret_access_key = no\n"
            + "[profile b]\n\(keys)",
    ])
    func `knows whether keys or role come first`(config: String) async throws {
        let world = Self.world(
            config,
            sts: [
                ScriptedSTS.Exchange(
                    signer: "AKID",
                    form: "Action=AssumeRole&Version=2011-06-15&RoleArn=R&RoleSessionName=loadtester-1767225600",
                    answer: .keys("ASIA")
                )
            ]
        )
        #expect(try await world.keys() == .temporary("ASIA"))
        #expect(world.sts.remaining == 0)
    }

    @Test
    func `assumes a role with the keys of a container`() async throws {
        var world = Self.world(
            "[profile a]\nrole_arn = R\ncredential_source = EcsContainer",
            sts: [
                ScriptedSTS.Exchange(
                    signer: "ASIATASK",
                    form: "Action=AssumeRole&Version=2011-06-15&RoleArn=R&RoleSessionName=loadtester-1767225600",
                    answer: .keys("ASIA")
                )
            ],
            environment: ["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "/v2/x"]
        )
        let endpoint = ScriptedEndpoint([
            .http(
                "GET",
                "169.254.170.2",
                "/v2/x",
                [HTTPField("accept", "application/json")],
                timeout: .seconds(2),
                answer: .answer(200, keyDocument("ASIATASK"))
            )
        ])
        world.endpoint = endpoint
        #expect(try await world.keys() == .temporary("ASIA"))
        #expect(endpoint.remaining == 0)
    }

    @Test
    func `does not look on where the source of a role has no keys`() async throws {
        let error = await Self.world("[profile a]\nrole_arn = R\ncredential_source = Environment", sts: []).error()
        #expect(error?.code == "noCredentials")
        #expect(
            error?.message
                == "credential_source of the profile a is Environment, which has no keys (AWS_ACCESS_KEY_ID is not set)"
        )
    }

    @Test
    func `passes on why STS refuses, with the profile and without the content`() async throws {
        let refusal = AWSError(
            operation: "AssumeRole",
            code: "AccessDenied",
            message: "User: me is not authorized",
            status: 403,
            requestId: "1-2-3",
            body: Array("<Message>User: me is not authorized</Message>".utf8)
        )
        let world = Self.world(
            "[profile a]\nrole_arn = R\nsource_profile = a\n\(Self.keys)",
            sts: [
                ScriptedSTS.Exchange(
                    signer: "AKID",
                    form: "Action=AssumeRole&Version=2011-06-15&RoleArn=R&RoleSessionName=loadtester-1767225600",
                    answer: .failure(refusal)
                )
            ]
        )
        #expect(
            await world.error()
                == AWSError(
                    operation: "AssumeRole",
                    code: "AccessDenied",
                    message: "the profile a at /home/me/.aws/config:1 asks for the role R: User: me is not authorized",
                    status: 403,
                    requestId: "1-2-3"
                )
        )
    }

    @Test(arguments: ["", "<a/>", "{}", "<AssumeRoleResponse><AssumeRoleResult><Credentials>"])
    func `refuses an answer that is no answer of STS`(content: String) async throws {
        let world = Self.world(
            "[profile a]\nrole_arn = R\nsource_profile = a\n\(Self.keys)",
            sts: [
                ScriptedSTS.Exchange(
                    signer: "AKID",
                    form: "Action=AssumeRole&Version=2011-06-15&RoleArn=R&RoleSessionName=loadtester-1767225600",
                    answer: .success(AWSResponse(status: 200, body: Array(content.utf8)))
                )
            ]
        )
        #expect(await world.error()?.code == "invalidResponse")
    }
}
