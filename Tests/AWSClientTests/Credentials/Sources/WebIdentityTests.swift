import AWSSigning
import Testing

@testable import AWSClient

@Suite
struct WebIdentityTests {
    private static let environment = ["AWS_WEB_IDENTITY_TOKEN_FILE": "/token", "AWS_ROLE_ARN": "arn:aws:iam::1:role/r"]
    private static let form =
        "Action=AssumeRoleWithWebIdentity&Version=2011-06-15&RoleArn=arn%3Aaws%3Aiam%3A%3A1%3Arole%2Fr"

    @Test(arguments: [nil, "pod"] as [String?])
    func `exchanges the token in the file without a signature`(session: String?) async throws {
        var world = TestWorld.offline(Self.environment, files: ["/token": "e30.e30.c2ln\n"])
        world.environment["AWS_ROLE_SESSION_NAME"] = session
        world.sts = ScriptedSTS([
            ScriptedSTS.Exchange(
                signer: nil,
                form:
                    "\(Self.form)&RoleSessionName=\(session ?? "loadtester-1767225600")&WebIdentityToken=e30.e30.c2ln",
                answer: .keys("ASIA", operation: "AssumeRoleWithWebIdentity")
            )
        ])
        #expect(try await world.keys() == .temporary("ASIA"))
        #expect(world.sts.remaining == 0)
    }

    @Test
    func `does the same for a profile`() async throws {
        var world = TestWorld.offline(files: [
            TestWorld.config: """
            [default]
            role_arn = arn:aws:iam::1:role/r
            web_identity_token_file = /token
            duration_seconds = 1800
            external_id = unknown-here
            """,
            "/token": "e30",
        ])
        world.sts = ScriptedSTS([
            ScriptedSTS.Exchange(
                signer: nil,
                form: "\(Self.form)&RoleSessionName=loadtester-1767225600&DurationSeconds=1800&WebIdentityToken=e30",
                answer: .keys("ASIA", operation: "AssumeRoleWithWebIdentity")
            )
        ])
        #expect(try await world.keys() == .temporary("ASIA"))
    }

    @Test(arguments: [
        (["AWS_ROLE_ARN": ""], "AWS_WEB_IDENTITY_TOKEN_FILE is set, AWS_ROLE_ARN is not: set it to the role's ARN"),
        (["AWS_WEB_IDENTITY_TOKEN_FILE": "/no"], "AWS_WEB_IDENTITY_TOKEN_FILE names /no, and there is no such file"),
        (
            ["AWS_WEB_IDENTITY_TOKEN_FILE": "/empty"],
            "AWS_WEB_IDENTITY_TOKEN_FILE has a web identity token file that is empty"
        ),
    ])
    func `names what is missing`(change: [String: String], message: String) async throws {
        let world = TestWorld.offline(
            Self.environment.merging(change) { $1 },
            files: ["/token": "e30", "/empty": " \n"]
        )
        #expect(await world.error() == .configuration(message))
    }

    @Test
    func `never shows the token`() async throws {
        var world = TestWorld.offline(Self.environment, files: ["/token": "hushhush"])
        let refusal = AWSError(
            operation: "AssumeRoleWithWebIdentity",
            code: "InvalidIdentityToken",
            message: "expired",
            status: 400,
            body: Array("<a>hushhush</a>".utf8)
        )
        world.sts = ScriptedSTS([
            ScriptedSTS.Exchange(
                signer: nil,
                form: "\(Self.form)&RoleSessionName=loadtester-1767225600&WebIdentityToken=hushhush",
                answer: .failure(refusal)
            )
        ])
        let error = try #require(await world.error())
        #expect(error.code == "InvalidIdentityToken")
        #expect(
            error.message == "AWS_WEB_IDENTITY_TOKEN_FILE asks for the role arn:aws:iam::1:role/r: expired"
        )
        #expect(error.body.isEmpty)
    }
}
