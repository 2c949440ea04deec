import FoundationEssentials
import Testing

@testable import Reporting

@Suite("Text in pages")
struct HTMLTextTests {
    @Test(
        "nothing that is interpolated is markup",
        arguments: [
            ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
            (#"" onload="x"#, "&quot; onload=&quot;x"),
            ("' & '", "&#39; &amp; &#39;"),
            ("a\u{0}b\u{202E}c\u{2028}", "a\u{FFFD}b\u{FFFD}c\u{FFFD}"),
            ("é 🚀", "é 🚀"),
        ]
    )
    func escapes(text: String, expected: String) {
        let html: HTML = "\(text)"
        #expect(html.text == expected)
        let nested: HTML = "<p>\(html)</p>"
        #expect(nested.text == "<p>\(expected)</p>")
    }

    @Test("data cannot end its element, and stays the same data")
    func data() {
        let html = HTML.data(.object([("</script><b>&", .string("<!--<script>"))]))
        let inner = html.text.dropFirst(#"<script type="application/json" id="data">"#.count).dropLast(
            "</script>".count
        )
        #expect(!inner.contains("<") && !inner.contains(">") && !inner.contains("&"))
        #expect(inner == #"{"\u003c/script\u003e\u003cb\u003e\u0026":"\u003c!--\u003cscript\u003e"}"#)
    }

    @Test(
        "the policy names texts by SHA-256, here of the standard's examples",
        arguments: [
            ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
            (
                "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
                "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
            ),
        ]
    )
    func digests(message: String, expected: String) {
        let source = ContentPolicy.source(message)
        #expect(source.hasPrefix("sha256-"))
        let hex = (Data(base64Encoded: String(source.dropFirst(7))) ?? Data()).map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }
        #expect(hex.joined() == expected)
    }
}
