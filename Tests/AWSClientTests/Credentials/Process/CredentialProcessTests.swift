import AWSSigning
import FoundationEssentials
import Testing

@testable import AWSClient

@Suite
struct CredentialProcessTests {
    private static func world(_ command: String) -> TestWorld {
        TestWorld.offline(
            ["AWS_PROFILE": "dev", "PATH": "/usr/bin:/bin"],
            files: [TestWorld.config: "[profile dev]\ncredential_process = \(command)\n"]
        )
    }

    @Test
    func `takes the keys that a real program prints`() async throws {
        let folder = try ScratchFolder()
        let script = try folder.write(
            """
            cat <<END
            {"Version": 1, "AccessKeyId": "$1", "SecretAccessKey": "secret-of-$1", "SessionToken": "token-of-$1",
             "Expiration": "2026-01-01T01:00:00.123456+00:00", "Other": [1]}
            END
            """,
            to: "keys of me.sh"
        )
        #expect(try await Self.world("sh '\(script)' ASIA \"$HOME\" # and more").keys() == .temporary("ASIA"))
    }

    @Test
    func `takes keys without an end, and finds the program by PATH`() async throws {
        let world = Self.world(#"printf '{"Version":1,"AccessKeyId":"AKID","SecretAccessKey":"S"}'"#)
        #expect(try await world.keys() == Credentials(accessKeyId: "AKID", secretAccessKey: "S"))
    }

    @Test(arguments: [
        ("hushhush", "answered with something other than a JSON document of keys"),
        (#"["hushhush"]"#, "answered with something other than a JSON document of keys"),
        (#"{"Version": 1, "AccessKeyId": 7, "SecretAccessKey": "hushhush"}"#, "answered with something other than"),
        (#"{"AccessKeyId": "A", "SecretAccessKey": "hushhush"}"#, "whose \"Version\" is not 1"),
        (#"{"Version": 2, "AccessKeyId": "A", "SecretAccessKey": "hushhush"}"#, "whose \"Version\" is not 1"),
        (#"{"Version": 1, "SecretAccessKey": "hushhush"}"#, "without AccessKeyId and SecretAccessKey"),
        (
            #"{"Version": 1, "AccessKeyId": "A", "SecretAccessKey": "hushhush", "Expiration": "soon"}"#,
            "no time of expiry"
        ),
        (#"{"Version": 1, "AccessKeyId": "A", "SecretAccessKey": "hush hush"}"#, "the secret access key holds a space"),
        (
            #"{"Version": 1, "AccessKeyId": "A", "SecretAccessKey": "hushhush", "Expiration": "2025-12-31T23:59:59Z"}"#,
            "keys that have already expired"
        ),
    ])
    func `refuses other output and shows nothing of it`(output: String, words: String) async throws {
        let folder = try ScratchFolder()
        try folder.write(output, to: "output")
        let error = await Self.world("cat \(folder.path)/output").error()
        #expect(error?.message.contains(words) == true, "\(error?.message ?? "no error")")
        #expect(error?.description.contains("hush") == false)
    }

    @Test
    func `tells the program and the line where it fails, and nothing of arguments and output`() async throws {
        let error = await Self.world("sh -c 'echo hushhush; exit 4' hushhush").error()
        #expect(
            error
                == .noCredentials(
                    "credential_process `sh` of the profile dev (/home/me/.aws/config:2) ended with exit status 4: what "
                        + "it had to say is on standard error; run it by hand to see"
                )
        )
    }
}
