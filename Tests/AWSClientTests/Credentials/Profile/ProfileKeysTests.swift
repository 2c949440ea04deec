import AWSSigning
import Testing

@testable import AWSClient

@Suite
struct ProfileKeysTests {
    @Test
    func `takes keys from the credentials file`() async throws {
        let world = TestWorld.offline(files: [
            TestWorld.credentials: """
            [default]
            aws_access_key_id = AKID
            aws_secret_access_key = wJalr/+=
            [temporary]
            aws_access_key_id = ASIA
            aws_secret_access_key = S
            aws_session_token = T
            """
        ])
        #expect(try await world.keys() == Credentials(accessKeyId: "AKID", secretAccessKey: "wJalr/+="))
        var other = world
        other.environment["AWS_PROFILE"] = "temporary"
        #expect(
            try await other.keys() == Credentials(accessKeyId: "ASIA", secretAccessKey: "S", sessionToken: "T")
        )
    }

    @Test
    func `takes keys from the config file, where another place is named`() async throws {
        let world = TestWorld.offline(
            ["AWS_CONFIG_FILE": "/etc/aws", "AWS_DEFAULT_PROFILE": "a"],
            files: ["/etc/aws": "[profile a]\naws_access_key_id = A\naws_secret_access_key = S"]
        )
        #expect(try await world.keys() == Credentials(accessKeyId: "A", secretAccessKey: "S"))
    }

    @Test(arguments: [
        (
            "[profile a]\naws_access_key_id = A",
            "config:2: the profile a has one key of a pair, but no aws_secret_access_key"
        ),
        (
            "[profile a]\naws_secret_access_key = S",
            "config:2: the profile a has one key of a pair, but no aws_access_key_id"
        ),
        (
            "[profile a]\naws_access_key_id = A B\naws_secret_access_key = S",
            "config:2: the access key id holds a space"
        ),
        (
            "[profile a]\nweb_identity_token_file = /t",
            "config:1: the profile a has a web_identity_token_file, but no role_arn"
        ),
        ("[profile a]\nrole_arn = R", "config:2: the profile a has a role_arn, but neither source_profile nor"),
        (
            "[profile a]\nrole_arn = R\nsource_profile = b\ncredential_source = Environment",
            "config:4: the profile a has both source_profile and credential_source"
        ),
        (
            "[profile a]\nrole_arn = R\ncredential_source = Elsewhere",
            "config:3: credential_source must be one of Environment, Ec2InstanceMetadata, EcsContainer"
        ),
        ("[profile a]\nrole_arn = R\nsource_profile = b", "config:3: source_profile names b, which does not exist"),
        (
            "[profile a]\nrole_arn = R\nsource_profile = b\n[profile b]\nregion = r",
            "config:4: the profile b is a source_profile, but names no keys"
        ),
        (
            "[profile a]\nrole_arn = R\nsource_profile = b\nduration_seconds = 1h",
            "config:4: duration_seconds must be a whole number"
        ),
        ("[profile a]\nrole_arn = R\nsource_profile = b\nmfa_serial = M", "config:4: the profile a asks for a code"),
        ("[profile a]\nsso_session = s", "config:2: the profile a signs in by browser"),
        (
            "[profile a]\nrole_arn = R\nsource_profile = b\n[profile b]\nrole_arn = R\nsource_profile = c\n"
                + "[profile c]\nrole_arn = R\nsource_profile = b",
            "config:9: the source profiles go round in a circle: a → b → c → b"
        ),
        ("[profile a]\nrole_arn = R\nsource_profile = a", "config:3: the source profiles go round in a circle: a → a"),
        (
            "[profile a]\ncredential_process = 'x",
            "config:2: credential_process has a quote or a backslash without an end"
        ),
        ("[profile a]\ncredential_process = '' x", "config:2: credential_process names no program"),
        ("[profile a]\nregion", "config:2: a line is no comment"),
    ])
    func `names the line that is to be mended`(config: String, message: String) async throws {
        let error = await TestWorld.offline(["AWS_PROFILE": "a"], files: [TestWorld.config: config]).error()
        #expect(error?.code == "invalidConfiguration")
        #expect(error?.message.contains("/home/me/.aws/" + message) == true, "\(error?.message ?? "no error")")
    }

    @Test
    func `takes keys of the credentials file, of a process and of the config file in this order`() async throws {
        let keys = { (id: String) in "aws_access_key_id = \(id)\naws_secret_access_key = S\n" }
        var world = TestWorld.offline(files: [
            TestWorld.config: "[default]\ncredential_process = it\n" + keys("CONFIG"),
            TestWorld.credentials: "[default]\n" + keys("CREDENTIALS"),
        ])
        world.runProcess = { words in
            #expect(words == ["it"])
            return Array(#"{"Version": 1, "AccessKeyId": "PROCESS", "SecretAccessKey": "S"}"#.utf8)
        }
        #expect(try await world.keys().accessKeyId == "CREDENTIALS")
        world.files[TestWorld.credentials] = "[default]\nregion = r"
        #expect(try await world.keys().accessKeyId == "PROCESS")
        world.files[TestWorld.config] = "[default]\n" + keys("CONFIG")
        #expect(try await world.keys().accessKeyId == "CONFIG")
    }

    @Test
    func `looks on where a profile says nothing about keys`() async throws {
        let world = TestWorld.offline(files: [TestWorld.config: "[default]\nregion = r"])
        let error = await world.error()
        #expect(error?.code == "noCredentials")
        #expect(
            error?.message.contains(
                "shared files (the profile default at /home/me/.aws/config:1 names no keys, no process and no role)"
            ) == true
        )
    }
}
