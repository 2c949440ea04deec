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

    @Test(arguments: [
        // An id in the credentials file leaves behind all that stands in the config file.
        ("ID=A SECRET=SA TOKEN=TA", "ID=B SECRET=SB", "ID=B SECRET=SB"),
        ("ID=A SECRET=SA", "ID=B", "ID=B"),
        // One in the config file leaves behind parts in the credentials file.
        ("ID=A SECRET=SA", "TOKEN=TB", "ID=A SECRET=SA"),
        ("ID=A", "SECRET=SB", "ID=A"),
        ("", "ID=B SECRET=SB TOKEN=TB", "ID=B SECRET=SB TOKEN=TB"),
        ("TOKEN=TA", "SECRET=SB", "SECRET=SB TOKEN=TA"),
    ])
    func `never mixes keys of both files`(config: String, credentials: String, merged: String) throws {
        let names = ["ID": "aws_access_key_id", "SECRET": "aws_secret_access_key", "TOKEN": "aws_session_token"]
        let lines = { (text: String) in
            text.split(separator: " ").map { part in
                part.split(separator: "=").map { names[String($0)] ?? String($0) }.joined(separator: "=")
            }
        }
        let book = try Self.book(
            config: (["[default]"] + lines(config)).joined(separator: "\n"),
            credentials: (["[default]"] + lines(credentials)).joined(separator: "\n")
        )
        let settings = try #require(book["default"]?.settings.map { "\($0.key)=\($0.value.text)" })
        #expect(settings.sorted() == lines(merged).sorted())
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
