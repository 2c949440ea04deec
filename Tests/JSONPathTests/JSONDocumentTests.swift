import JSONPath
import Testing

@Suite struct JSONDocumentTests {
    private func isValid(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBytes { bytes in
            var document = JSONDocument()
            return document.read(bytes) && document.root != nil
        }
    }

    @Test(arguments: [
        "0", " -0.5e+10 ", "\"\"", "[]", "{}", "[1, [2, {\"a\": null}]]", "{\"a\":{\"b\":[true,false]}}",
        "\"\\u00e9\\\"\\/\"",
        "\"é😀\"",
    ]) func validTextsAreRead(text: String) {
        #expect(isValid(Array(text.utf8)))
    }

    @Test(arguments: [
        "", " ", "01", "1.", ".5", "-", "1e", "+1", "[1,]", "[1 2]", "{\"a\"}", "{\"a\":1,}", "{a:1}", "'a'", "\"a",
        "\"\n\"", "tru",
        "nul", "[", "]", "{\"a\":1]", "1 2", "\"\\x\"", "\"\\u12g4\"", "NaN", "[1]x",
    ]) func invalidTextsAreNot(text: String) {
        #expect(!isValid(Array(text.utf8)))
    }

    @Test func whatIsNoUTF8IsNoJSON() {
        let lone: [[UInt8]] = [
            [0x80], [0xC0, 0x80], [0xC3], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xFF],
        ]
        for bytes in lone { #expect(!isValid([0x22] + bytes + [0x22]), "\(bytes)") }
    }

    @Test func depthIsBounded() {
        func nested(_ depth: Int) -> [UInt8] {
            [UInt8](repeating: UInt8(ascii: "["), count: depth) + [UInt8](repeating: UInt8(ascii: "]"), count: depth)
        }
        #expect(isValid(nested(JSONDocument.deepest)))
        #expect(!isValid(nested(JSONDocument.deepest + 1)))
        #expect(!isValid([UInt8](repeating: UInt8(ascii: "["), count: 1_000_000)))
    }

    @Test func truncatedTextsAreNeverValid() {
        let text = Array(#"{"a":[1.5e3,"x\u00e9y",true,null,{"b":"é"}]}"#.utf8)
        for count in 0..<text.count { #expect(!isValid(Array(text[..<count])), "\(count)") }
    }

    @Test func aDocumentIsReadAgain() throws {
        var document = JSONDocument()
        let path = try JSONPath(parsing: "$.a")
        for text in [#"{"a": "x\ny"}"#, "[", #"{"a": {"b": 1}}"#] {
            let value = Array(text.utf8).withUnsafeBytes { bytes -> String? in
                _ = document.read(bytes)
                return path.first(in: document).map { node in
                    document.withText(of: node) { String(decoding: $0, as: UTF8.self) }
                }
            }
            #expect(value == (text == "[" ? nil : text.contains("x") ? "x\ny" : "{\"b\": 1}"))
        }
    }
}
