import AWSSigning
import Testing

@testable import AWSClient

@Suite
struct EnvironmentTests {
    @Test(arguments: [nil, "", "TOKEN"] as [String?])
    func `takes keys from the environment`(token: String?) async throws {
        var world = TestWorld(environment: ["AWS_ACCESS_KEY_ID": "AKID", "AWS_SECRET_ACCESS_KEY": "S"])
        world.environment["AWS_SESSION_TOKEN"] = token
        let expected = token == "TOKEN" ? token : nil
        #expect(
            try await world.keys() == Credentials(accessKeyId: "AKID", secretAccessKey: "S", sessionToken: expected)
        )
    }

    @Test(arguments: [
        (["AWS_ACCESS_KEY_ID": "AKID"], "AWS_ACCESS_KEY_ID is set, AWS_SECRET_ACCESS_KEY is not: set both or neither"),
        (
            ["AWS_ACCESS_KEY_ID": "AKID\n", "AWS_SECRET_ACCESS_KEY": "hush"],
            "environment (AWS_ACCESS_KEY_ID and its companions): the access key id holds a space, a line break or a "
                + "character beyond ASCII"
        ),
        (
            ["AWS_ACCESS_KEY_ID": "AKID", "AWS_SECRET_ACCESS_KEY": "hush\r\n"],
            "environment (AWS_ACCESS_KEY_ID and its companions): the secret access key holds a space, a line break or a "
                + "character beyond ASCII"
        ),
        (
            ["AWS_ACCESS_KEY_ID": "AKID", "AWS_SECRET_ACCESS_KEY": "hush", "AWS_SESSION_TOKEN": "hush\u{a0}"],
            "environment (AWS_ACCESS_KEY_ID and its companions): the session token holds a space, a line break or a "
                + "character beyond ASCII"
        ),
    ])
    func `refuses halves and text that is no key`(environment: [String: String], message: String) async throws {
        #expect(await TestWorld(environment: environment).error() == .configuration(message))
    }
}
