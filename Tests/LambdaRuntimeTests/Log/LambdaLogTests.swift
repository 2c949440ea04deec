import Testing

@testable import LambdaRuntime

@Suite struct LambdaLogTests {
    @Test func `a line is one JSON object with what Lambda looks for`() {
        let lines = LogLines()
        lines.log().info("Ready.")
        lines.log().with(requestId: "a-1").error("Failed.", ["code": "x", "count": 3, "again": true])
        #expect(
            lines.all == [
                #"{"level":"INFO","message":"Ready.","timestamp":"2026-01-01T00:00:00.000Z"}"# + "\n",
                #"{"fields":{"again":true,"code":"x","count":3},"level":"ERROR","message":"Failed.","requestId":"a-1","#
                    + #""timestamp":"2026-01-01T00:00:00.000Z"}"# + "\n",
            ]
        )
    }

    @Test(arguments: ["a\nb", "a\r\nb\u{0}", "\u{2028}\"}\n{\"level\":\"FATAL\"", "\u{1b}[31m"])
    func `whatever is written, it stays one line and one message`(text: String) {
        let lines = LogLines()
        lines.log().with(requestId: text).info(text, [text: .text(text)])
        #expect(lines.all.count == 1)
        #expect(lines.all[0].utf8.count { $0 < 0x20 } == 1)
        #expect(lines.all[0].hasSuffix("}\n"))
        #expect(lines.messages == [text])
    }

    @Test func `text is bounded`() {
        let lines = LogLines()
        lines.log().info(String(repeating: "é", count: 4001), ["a": .text(String(repeating: "b", count: 4000))])
        #expect(lines.messages == [String(repeating: "é", count: 4000) + "…"])
        #expect(lines.all[0].contains("\"" + String(repeating: "b", count: 4000) + "\""))
    }

    @Test(arguments: LogLevel.allCases)
    func `lines below the minimum are left out`(minimum: LogLevel) {
        let lines = LogLines()
        let log = lines.log(minimum: minimum)
        for level in LogLevel.allCases { log.log(level, level.rawValue) }
        let names = ["TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"]
        #expect(lines.messages == Array(names.drop { $0 != minimum.rawValue }))
    }

    @Test(arguments: [
        ([:], LogLevel.info), (["AWS_LAMBDA_LOG_LEVEL": "DEBUG"], .debug), (["AWS_LAMBDA_LOG_LEVEL": "loud"], .info),
    ])
    func `the function's configuration sets the level`(environment: [String: String], level: LogLevel) {
        #expect(LambdaLog(environment: environment).minimum == level)
    }
}
