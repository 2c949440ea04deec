import Testing

@testable import AWSClient

@Suite
struct INIParserTests {
    private typealias Sections = [[String: [String: String]]]

    private static func sections(_ text: String) throws -> Sections {
        try INIParser.parse(Array(text.utf8), path: "config").map { [$0.title: $0.settings.mapValues(\.text)] }
    }

    @Test(
        arguments: [
            ("", []),
            ("# only\n; comments\n  # also indented\n\n", []),
            ("[default]", [["default": [:]]]),
            ("[default]\nregion = eu-central-1", [["default": ["region": "eu-central-1"]]]),
            ("[ profile  a ]\n", [["profile  a": [:]]]),
            ("\u{FEFF}[a]\r\nx = 1\r\ny=2\r\n", [["a": ["x": "1", "y": "2"]]]),
            ("[a]\nx \t=\t 1 \t\n", [["a": ["x": "1"]]]),
            ("[a]\nREGION = r", [["a": ["region": "r"]]]),
            ("[a]\nx = b=c==", [["a": ["x": "b=c=="]]]),
            ("[a]\nx =\ny = 1", [["a": ["x": "", "y": "1"]]]),
            ("[a]\nx = 1\nx = 2", [["a": ["x": "2"]]]),
            ("[a]\nx = 1\n[a]\ny = 2", [["a": ["x": "1"]], ["a": ["y": "2"]]]),
            ("[a] # why\n[b]; because\n", [["a": [:]], ["b": [:]]]),
            ("[a]\nx = 1 # why\ny = 2\t; because\nz = # none", [["a": ["x": "1", "y": "2", "z": ""]]]),
            ("[a]\nx = 1#2\ny = 3;4", [["a": ["x": "1#2", "y": "3;4"]]]),
            ("[a]\nx = ü😀", [["a": ["x": "ü😀"]]]),
            ("[a]\ncredential_process = sh -c 'a ; b' # c", [["a": ["credential_process": "sh -c 'a ; b' # c"]]]),
        ] as [(String, [[String: [String: String]]])]
    )
    func `reads sections and settings`(text: String, expected: [[String: [String: String]]]) throws {
        #expect(try Self.sections(text) == expected)
    }

    @Test(
        arguments: [
            // A line that is indented deeper than its setting belongs to it.
            ("[a]\nx = 1\n  2\n\t3", ["x": "1\n2\n3"]),
            ("[a]\nx = 1\n\n  2", ["x": "1\n2"]),
            ("[a]\nx = 1\n  # no\n  2", ["x": "1\n2"]),
            ("[a]\nx = 1\n  [b]\n", ["x": "1\n[b]"]),
            // A setting without a value has settings of its own, which are left out.
            ("[a]\ns3 =\n  region = other\n  x = 1\nregion = mine", ["s3": "", "region": "mine"]),
            // Settings may all be indented.
            ("[a]\n  x = 1\n  y = 2", ["x": "1", "y": "2"]),
            ("[a]\n  x = 1\n    2\n  y = 3", ["x": "1\n2", "y": "3"]),
            ("[a]\n    x = 1\n  y = 2", ["x": "1", "y": "2"]),
        ] as [(String, [String: String])]
    )
    func `knows what an indented line belongs to`(text: String, expected: [String: String]) throws {
        #expect(try Self.sections(text) == [["a": expected]])
    }

    @Test
    func `says of every section and setting where it stands`() throws {
        let sections = try INIParser.parse(Array("# one\n[a]\n\nx = 1\n".utf8), path: "/etc/config")
        #expect(sections.first?.place == "/etc/config:2")
        #expect(sections.first?.settings["x"]?.place == "/etc/config:4")
    }

    @Test(arguments: [
        ("x = hushhush", 1, "before the first section"),
        ("[a\nx = 1", 1, "must end with `]`"),
        ("\n[a] hushhush", 2, "after the `]`"),
        ("[ ]", 1, "no name"),
        ("[a]\n\nhushhush", 3, "no `key = value`"),
        ("[a]\n= hushhush", 2, "no key before its `=`"),
        ("[a]\nx: hushhush", 2, "no `key = value`"),
        ("[a]\nx = hush\0hush", 2, "zero byte"),
    ])
    func `refuses a malformed line by its number and shows nothing of it`(text: String, line: Int, words: String) throws
    {
        let error = try #require(throws: AWSError.self) {
            _ = try INIParser.parse(Array(text.utf8), path: "/home/me/.aws/config")
        }
        #expect(error.code == "invalidConfiguration")
        #expect(error.message.hasPrefix("/home/me/.aws/config:\(line): "))
        #expect(error.message.contains(words))
        #expect(!error.description.contains("hush"))
    }

    @Test
    func `refuses what is no text`() throws {
        let error = try #require(throws: AWSError.self) { _ = try INIParser.parse([0x5b, 0xff, 0x5d], path: "config") }
        #expect(error.message == "config is no text in UTF-8: save it as such")
    }
}
