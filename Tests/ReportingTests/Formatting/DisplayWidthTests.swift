import Testing

@testable import Reporting

/// Columns that texts take on a terminal.
struct DisplayWidthTests {
    @Test(
        "as UAX #11 has it",
        arguments: [
            ("", 0), ("GET /", 5), ("é", 1), ("e\u{301}", 1), ("…–µ", 3), ("日本", 4), ("한국어", 6), ("Ａ", 2), ("ｱ", 1),
            ("🚀", 2),
            ("👨‍👩‍👧", 2), ("█░", 2), ("кофе", 4),
        ]
    )
    func widths(text: String, width: Int) {
        #expect(DisplayWidth.of(text) == width)
    }

    @Test("a beginning never takes more than its columns", arguments: 0...12)
    func beginnings(columns: Int) {
        let text = "a日b本c🚀d"
        let shown = DisplayWidth.prefix(text, columns: columns)
        #expect(DisplayWidth.of(shown) <= columns)
        #expect(shown.count == text.count || DisplayWidth.of(text.prefix(shown.count + 1)) > columns)
    }

    @Test("columns of a table stand below each other")
    func table() {
        var table = TextTable()
        table.add(["", "p50"])
        table.add(["決済", "1 ms"])
        table.add(["cart", "20 ms"])
        #expect(table.lines == ["          p50", "  決済   1 ms", "  cart  20 ms"])
    }
}
