import Testing

@testable import ResultPipeline

@Suite("Reading JSON to the letter")
struct JSONReaderTests {
    private func read(_ text: String) throws -> JSONValue {
        try JSONReader.read(Array(text.utf8), maxBytes: 1000)
    }

    @Test(
        "every kind of value is read",
        arguments: [
            ("null", .null), (" true\n", .bool(true)), ("false", .bool(false)), ("\"\"", .string("")),
            ("[]", .array([])), ("[ 1 , [ ] ]", .array([.number("1"), .array([])])), ("{}", .object([])),
            (
                #"{"b": 1, "a": {"b": null}}"#,
                .object([
                    .init(name: "b", value: .number("1")),
                    .init(name: "a", value: .object([.init(name: "b", value: .null)])),
                ])
            ),
        ] as [(String, JSONValue)]
    )
    func values(text: String, value: JSONValue) throws {
        #expect(try read(text) == value)
    }

    @Test(
        "a number keeps its text",
        arguments: ["0", "-0", "10", "-1.50", "1e5", "1E+05", "0.1e-7", "123456789012345678901234567890"]
    )
    func numbers(text: String) throws {
        #expect(try read(text) == .number(text))
    }

    @Test(
        "a string is read with its escapes",
        arguments: [
            (#""a\"\\\/\b\f\n\r\t""#, "a\"\\/\u{8}\u{C}\n\r\t"), (#""\u00e9\u0000""#, "é\u{0}"),
            (#""\uD83D\uDE00""#, "😀"), (#""\uFFFF""#, "\u{FFFF}"), ("\"é😀\"", "é😀"),
        ]
    )
    func strings(text: String, value: String) throws {
        #expect(try read(text) == .string(value))
    }

    @Test(
        "what is not JSON is refused",
        arguments: [
            "", " ", "nul", "True", "NaN", "Infinity", "-", "01", "1.", ".5", "+1", "1e", "1e+", "0x10", "1 2", "[1,]",
            "[1 2]", "[", "]", "{", "{,}", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}", "{'a':1}", "{\"a\":1 \"b\":2}",
            "\"", "\"\\\"", "\"\\x\"", "\"\\u12\"", "\"\\u12G4\"", "\"a\nb\"", "\"\\uD800\"", "\"\\uDC00\"",
            "\"\\uD800\\u0041\"", "\"\\uD800x\"", "// a\n1", "\u{FEFF}1",
        ]
    )
    func refused(text: String) {
        #expect(throws: JSONReadError.self) { try read(text) }
    }

    @Test("text that is not UTF-8 is refused")
    func encoding() {
        #expect(throws: JSONReadError(message: "the text is not UTF-8", field: nil)) {
            try JSONReader.read([0x22, 0xFF, 0x22], maxBytes: 100)
        }
    }

    @Test("a name given twice is refused, at any depth and however it is written")
    func duplicates() throws {
        for text in [#"{"a": 1, "a": 1}"#, #"{"a": 1, "\u0061": 2}"#, #"[{"b": {"a": 1, "c": 2, "a": 3}}]"#] {
            let error = try #require(#expect(throws: JSONReadError.self) { try read(text) })
            #expect(error.message.hasPrefix(#"a second "a""#))
        }
        #expect(throws: Never.self) { try read(#"[{"a": 1}, {"a": {"a": 1}}]"#) }
    }

    @Test("depth is bounded, so that no document exhausts the stack")
    func depth() throws {
        func nested(_ levels: Int) -> [UInt8] {
            Array(String(repeating: "[", count: levels).utf8) + Array(String(repeating: "]", count: levels).utf8)
        }
        #expect(throws: Never.self) { try JSONReader.read(nested(32), maxBytes: 100) }
        for levels in [33, 100_000] {
            let error = try #require(
                #expect(throws: JSONReadError.self) { try JSONReader.read(nested(levels), maxBytes: 1_000_000) }
            )
            #expect(error.message.hasPrefix("more than 32 levels"))
        }
    }

    @Test("size is bounded")
    func size() {
        let text = Array("\"12345678\"".utf8)
        #expect(throws: Never.self) { try JSONReader.read(text, maxBytes: 10) }
        #expect(throws: JSONReadError(message: "10 bytes are more than the 9 allowed", field: nil)) {
            try JSONReader.read(text, maxBytes: 9)
        }
    }

    @Test("an error tells the place, and the outermost member it is in")
    func places() throws {
        let error = try #require(
            #expect(throws: JSONReadError.self) { try read(#"{"a": 1, "duration": [NaN]}"#) }
        )
        #expect(
            error == JSONReadError(message: "'NaN' stands where a value is expected, at byte 22", field: "duration")
        )
        let end = try #require(#expect(throws: JSONReadError.self) { try read(#"{"a": 1"#) })
        #expect(end == JSONReadError(message: "it ends where a comma or } is expected, at byte 7", field: nil))
    }
}
