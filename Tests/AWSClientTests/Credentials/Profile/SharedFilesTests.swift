import Testing

@testable import AWSClient

@Suite
struct SharedFilesTests {
    @Test(
        arguments: [
            ([:], nil, nil),
            (["HOME": "/h"], "/h/.aws/config", "/h/.aws/credentials"),
            (["HOME": "/h", "AWS_CONFIG_FILE": "/c", "AWS_SHARED_CREDENTIALS_FILE": "/s"], "/c", "/s"),
            (["HOME": "/h", "AWS_CONFIG_FILE": "~/c", "AWS_SHARED_CREDENTIALS_FILE": "s"], "/h/c", "s"),
            (["HOME": "/h", "AWS_CONFIG_FILE": ""], "/h/.aws/config", "/h/.aws/credentials"),
            (["AWS_CONFIG_FILE": "~/c"], "~/c", nil),
        ] as [([String: String], String?, String?)]
    )
    func `finds both files`(environment: [String: String], config: String?, credentials: String?) {
        let files = SharedFiles(environment: environment)
        #expect(files.config == config)
        #expect(files.credentials == credentials)
    }

    @Test(
        arguments: [
            ([:], "default", nil),
            (["AWS_PROFILE": "a", "AWS_DEFAULT_PROFILE": "b"], "a", "AWS_PROFILE"),
            (["AWS_PROFILE": "", "AWS_DEFAULT_PROFILE": "b"], "b", "AWS_DEFAULT_PROFILE"),
        ] as [([String: String], String, String?)]
    )
    func `knows which profile is meant`(environment: [String: String], name: String, variable: String?) {
        let files = SharedFiles(environment: environment)
        #expect(files.profileName == name)
        #expect(files.profileVariable == variable)
    }

    @Test
    func `refuses a profile that is named and does not exist`() async throws {
        let world = TestWorld.offline(["AWS_PROFILE": "dev"], files: [TestWorld.config: "[dev]\nregion = r"])
        let error = await world.error()
        #expect(error?.code == "invalidConfiguration")
        #expect(
            error?.message == "AWS_PROFILE names the profile dev, which is not in /home/me/.aws/config or "
                + "/home/me/.aws/credentials: the section at /home/me/.aws/config:1 must be called [profile dev] to be one"
        )
    }
}
