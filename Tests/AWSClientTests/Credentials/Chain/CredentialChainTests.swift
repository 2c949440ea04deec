import AWSSigning
import Testing

@testable import AWSClient

@Suite
struct CredentialChainTests {
    private static let container = ScriptedEndpoint.Exchange.http(
        "GET",
        "169.254.170.2",
        "/a",
        [HTTPField("accept", "application/json")],
        timeout: .seconds(2),
        answer: .answer(200, keyDocument("ASIACONTAINER"))
    )

    /// A world in which every source has keys, instance metadata excepted.
    private static var world: TestWorld {
        var world = TestWorld.offline(
            [
                "AWS_ACCESS_KEY_ID": "AKIDENV", "AWS_SECRET_ACCESS_KEY": "S", "AWS_WEB_IDENTITY_TOKEN_FILE": "/token",
                "AWS_ROLE_ARN": "R", "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "/a",
            ],
            files: [
                "/token": "e30",
                TestWorld.credentials: "[default]\naws_access_key_id = AKIDFILE\naws_secret_access_key = S",
            ]
        )
        world.endpoint = ScriptedEndpoint([container])
        world.sts = ScriptedSTS([
            ScriptedSTS.Exchange(
                signer: nil,
                form: "Action=AssumeRoleWithWebIdentity&Version=2011-06-15&RoleArn=R"
                    + "&RoleSessionName=loadtester-1767225600&WebIdentityToken=e30",
                answer: .keys("ASIAWEB", operation: "AssumeRoleWithWebIdentity")
            )
        ])
        return world
    }

    @Test
    func `asks environment, files, web identity and container in this order`() async throws {
        var world = Self.world
        #expect(try await world.keys().accessKeyId == "AKIDENV")
        world.environment["AWS_ACCESS_KEY_ID"] = nil
        #expect(try await world.keys().accessKeyId == "AKIDFILE")
        world.files[TestWorld.credentials] = nil
        #expect(try await world.keys().accessKeyId == "ASIAWEB")
        world.environment["AWS_WEB_IDENTITY_TOKEN_FILE"] = nil
        #expect(try await world.keys().accessKeyId == "ASIACONTAINER")
    }

    @Test
    func `says where it looked and what to do`() async throws {
        #expect(
            await TestWorld.offline().error()
                == .noCredentials(
                    "no AWS credentials were found. Looked in: environment (AWS_ACCESS_KEY_ID is not set); shared files "
                        + "(there is no profile default in /home/me/.aws/config or /home/me/.aws/credentials); web identity "
                        + "(AWS_WEB_IDENTITY_TOKEN_FILE is not set); container (neither "
                        + "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI nor AWS_CONTAINER_CREDENTIALS_FULL_URI is set); instance "
                        + "metadata (AWS_EC2_METADATA_DISABLED is true). Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or "
                        + "name a profile of the shared files with AWS_PROFILE, or run where a role is attached (an ECS "
                        + "task, an EC2 instance)"
                )
        )
    }

    /// The next source would be another identity.
    @Test(arguments: [
        ("AWS_SECRET_ACCESS_KEY", ""), ("AWS_PROFILE", "no"), ("AWS_ROLE_ARN", ""),
        ("AWS_WEB_IDENTITY_TOKEN_FILE", "/no"),
    ])
    func `does not look on behind a source that is broken`(variable: String, value: String) async throws {
        var world = Self.world
        if variable != "AWS_SECRET_ACCESS_KEY" { world.environment["AWS_ACCESS_KEY_ID"] = nil }
        if variable != "AWS_PROFILE" { world.files[TestWorld.credentials] = nil }
        world.environment[variable] = value
        let error = try #require(await world.error())
        #expect(error.code == "invalidConfiguration")
        #expect(error.message.contains(variable))
    }

    @Test
    func `asks nobody again for keys without an end`() async throws {
        let world = Self.world
        let chain = world.chain()
        #expect(try await chain.credentials().accessKeyId == "AKIDENV")
        world.clock.advance(minutes: 1_000_000)
        #expect(try await chain.credentials().accessKeyId == "AKIDENV")
    }

    @Test
    func `reads the files of this machine where nothing else is given`() async throws {
        let folder = try ScratchFolder()
        try folder.write("[profile dev]\nregion = eu-west-1\n", to: "config")
        try folder.write("[dev]\naws_access_key_id = AKID\naws_secret_access_key = S\n", to: "credentials")
        let environment = [
            "AWS_PROFILE": "dev", "AWS_CONFIG_FILE": folder.path + "/config",
            "AWS_SHARED_CREDENTIALS_FILE": folder.path + "/credentials",
        ]
        let sts = ScriptedSTS()
        let chain = CredentialChain(environment: environment, transport: ScriptedEndpoint(), sts: { sts.caller($0) })
        #expect(try await chain.credentials() == Credentials(accessKeyId: "AKID", secretAccessKey: "S"))
        #expect(try RegionResolver(environment: environment).region() == "eu-west-1")
    }

    @Test
    func `refuses a file that cannot be read`() async throws {
        let folder = try ScratchFolder()
        let sts = ScriptedSTS()
        let chain = CredentialChain(
            environment: ["AWS_CONFIG_FILE": folder.path],
            transport: ScriptedEndpoint(),
            sts: { sts.caller($0) }
        )
        await #expect(
            throws: AWSError.configuration(
                "\(folder.path) cannot be read (Is a directory): change its permissions or name another file"
            )
        ) { _ = try await chain.credentials() }
    }
}
