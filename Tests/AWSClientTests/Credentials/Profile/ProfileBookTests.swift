import Testing

@testable import AWSClient

@Suite
struct ProfileBookTests {
    private static func book(config: String = "", credentials: String = "") throws -> ProfileBook {
        ProfileBook(
            config: try INIParser.parse(Array(config.utf8), path: "config"),
            credentials: try INIParser.parse(Array(credentials.utf8), path: "credentials")
        )
    }

    @Test(arguments: [
        ("[default]", "", ["default"]),
        ("[profile a]\n[profile\tb]\n[profile   c d]", "", ["a", "b", "c d"]),
        ("[profile \"e f\"]\n[profile 'g']", "", ["e f", "g"]),
        ("[a]\n[sso-session b]\n[services c]\n[profile]\n[profiled]\n[plugins]", "", []),
        ("", "[default]\n[a]\n[profile b]", ["a", "default", "profile b"]),
        ("[profile a]", "[a]\n[b]", ["a", "b"]),
    ])
    func `knows which sections are profiles`(config: String, credentials: String, names: [String]) throws {
        #expect(try Self.book(config: config, credentials: credentials).names == names)
    }

    @Test(arguments: [
        "[profile default]\nx = 1\n[default]\nx = 2\ny = 2", "[default]\nx = 2\ny = 2\n[profile default]\nx = 1",
    ])
    func `prefers [profile default] to [default], and mixes them not`(config: String) throws {
        let profile = try #require(try Self.book(config: config)["default"])
        #expect(profile.settings.mapValues(\.text) == ["x": "1"])
    }

    @Test
    func `merges sections of the same profile, the last setting winning`() throws {
        let book = try Self.book(config: "[profile a]\nx = 1\ny = 1\n[profile a]\ny = 2")
        #expect(book["a"]?.settings.mapValues(\.text) == ["x": "1", "y": "2"])
    }

    @Test
    func `lets the credentials file win setting by setting`() throws {
        let book = try Self.book(config: "[profile a]\nregion = r\nx = 1", credentials: "[a]\nx = 2\ny = 3")
        #expect(book["a"]?.settings.mapValues(\.text) == ["region": "r", "x": "2", "y": "3"])
    }

    @Test
    func `never mixes keys of both files`() throws {
        let book = try Self.book(
            config: "[default]\naws_access_key_id = A\naws_secret_access_key = SA\naws_session_token = TA",
            credentials: "[default]\naws_access_key_id = B\naws_secret_access_key = SB"
        )
        #expect(
            book["default"]?.settings.mapValues(\.text) == ["aws_access_key_id": "B", "aws_secret_access_key": "SB"]
        )
    }

    @Test
    func `says what a profile that is missing may be called`() throws {
        #expect(try Self.book().hint(for: "a") == "there are no profiles")
        #expect(try Self.book(config: "[profile b]", credentials: "[c]").hint(for: "a") == "there are b, c")
        #expect(
            try Self.book(config: "\n[a]").hint(for: "a")
                == "the section at config:2 must be called [profile a] to be one"
        )
    }
}
