import Testing

@testable import Dashboard

/// Texts in markup stay texts.
struct HTMLTests {
    @Test func whatIsPutInIsEscaped() {
        let text = #"<script>alert("1" & '2')</script>"#
        let html: HTML = "<p title=\"\(text)\">\(text)</p>"
        let escaped = "&lt;script&gt;alert(&quot;1&quot; &amp; &#39;2&#39;)&lt;/script&gt;"
        #expect(html.markup == "<p title=\"\(escaped)\">\(escaped)</p>")
    }

    @Test func markupInMarkupIsNotEscapedTwice() {
        let item: HTML = "<li>\("a<b")</li>"
        let none: HTML? = nil
        let list: HTML = "<ul>\([item, item])\(none)</ul>"
        #expect(list.markup == "<ul><li>a&lt;b</li><li>a&lt;b</li></ul>")
    }

    @Test func controlsAndTurnedTextAreReplaced() {
        let html: HTML = "\("a\0b\u{1B}[31m\u{202E}c\n")"
        #expect(html.markup == "a\u{FFFD}b\u{FFFD}[31m\u{FFFD}c\n")
    }

    @Test(arguments: [(0.0, "0"), (12.34, "12.3"), (1.005, "1"), (1234.6, "1235"), (9.876, "9.88"), (.infinity, "–")])
    func numbersAreShort(value: Double, text: String) {
        #expect(Shown.decimal(value) == text)
    }
}
