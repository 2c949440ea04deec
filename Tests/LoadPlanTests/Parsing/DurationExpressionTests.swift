import LoadPlan
import Testing

@Suite("Durations as people write them")
struct DurationExpressionTests {
    @Test(
        "units, compounds, fractions and bare seconds are understood",
        arguments: [
            ("300ms", 0.3), ("90s", 90), ("5m", 300), ("1h30m", 5400), ("1d", 86_400), ("10", 10), ("0.5", 0.5),
            ("1.5m", 90),
            ("1m30s500ms", 90.5), ("0s", 0), ("7ms", 0.007),
        ]
    )
    func understood(text: String, seconds: Double) throws {
        #expect(try DurationExpression.parse(text) == seconds)
    }

    @Test(
        "anything else is refused, never guessed",
        arguments: [
            "", " ", "abc", "-1s", "+1s", "1e3", "inf", "nan", "1s1s", "30m1h", "1h30", "s", "1..5s", "1.2.3", "5 m",
            "5M",
            "٣s", "½s", "0x10", "1_000", ".", "1s\u{0}", "99999999999999999999999999999999999999999999999999s",
        ]
    )
    func refused(text: String) {
        #expect(throws: ExpressionError.self) { try DurationExpression.parse(text) }
    }

    @Test("the error names the value and shows a good one")
    func message() {
        let error = #expect(throws: ExpressionError.self) { try DurationExpression.parse("soon") }
        #expect(error?.message.contains("'soon'") == true)
        #expect(error?.message.contains("1h30m") == true)
        #expect(error?.label == "bad-duration")
    }

    @Test("control characters and endless values stay out of the message")
    func hostileValue() throws {
        let error = try #require(
            #expect(throws: ExpressionError.self) {
                try DurationExpression.parse("\u{1B}[2J\r\n" + String(repeating: "9", count: 10_000))
            }
        )
        #expect(!error.message.unicodeScalars.contains { $0.value < 0x20 })
        #expect(error.message.utf8.count < 500)
    }
}
