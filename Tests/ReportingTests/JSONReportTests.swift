import FoundationEssentials
import Measurement
import Reporting
import Testing

@Suite("The JSON report")
struct JSONReportTests {
    private static let contractOrder = [
        "schemaVersion", "testId", "verdict", "reasons", "targetUrl", "startedAt", "durationSeconds", "tasks",
        "requests",
        "responseTime", "serviceTime", "timeToFirstByte", "connect", "statusCodes", "errors", "bytes", "checks",
        "thresholds",
        "endpoints", "timeline", "generator",
    ]

    private func rich() throws -> RunSummary {
        var run = ExampleRun()
        run.verdict = .failed
        run.reasons = ["\"quoted\" \\ back\nslash \u{1}\u{2028} é 🚀"]
        run.endpoints = ["GET /", "POST /cart"]
        run.errors = ["timeout": 2]
        run.checks = ["is JSON": CheckCounts(passes: 1, fails: 2)]
        run.thresholds = [ThresholdResult(expression: "p(99)<0.3", observed: 0.1 + 0.2, unit: "ms", passed: false)]
        run.waits = [1234]
        var summary = try run.summary()
        summary.loadModel = .closed
        return summary
    }

    @Test("reading it gives the summary back, field by field")
    func roundTrip() throws {
        let summary = try rich()
        let read = try JSONDecoder().decode(RunSummary.self, from: Data(JSONReport(summary).bytes))
        #expect(read == summary)
    }

    @Test("it has every field that the summary's own coding has")
    func complete() throws {
        func keys(_ data: Data) throws -> Set<Substring> {
            Set(String(decoding: data, as: UTF8.self).matches(of: /"([^"\\]+)" ?:/).map(\.output.1))
        }
        let summary = try rich()
        #expect(try keys(Data(JSONReport(summary).bytes)) == keys(JSONEncoder().encode(summary)))
    }

    @Test("the members of the document keep the contract's order")
    func order() throws {
        let text = String(decoding: JSONReport(try rich()).bytes, as: UTF8.self)
        let keys = text.matches(of: /\n  "([A-Za-z]+)":/).map { String($0.output.1) }
        #expect(
            keys.filter(Self.contractOrder.contains) == ["schemaVersion"].filter(keys.contains)
                + Self.contractOrder.dropFirst()
        )
        #expect(text.hasPrefix("{\n  \"schemaVersion\": 1,\n"))
    }

    @Test("numbers are free of noise, and small objects stay on one line")
    func readable() throws {
        let text = String(decoding: JSONReport(try ExampleRun().summary()).bytes, as: UTF8.self)
        #expect(
            text.contains(#""tasks": { "requested": 2, "reported": 2, "windowsExpected": 20, "windowsReceived": 20 }"#)
        )
        #expect(text.contains(#""perSecond": 10.0"#))
        #expect(!text.contains("000000"))
        #expect(text.hasSuffix("}\n"))
    }

    @Test("control characters are escaped, so that a document is safe to print")
    func escapes() throws {
        let text = String(decoding: JSONReport(try rich()).bytes, as: UTF8.self)
        #expect(text.contains(#"\"quoted\" \\ back\nslash \u0001\u2028 é 🚀"#))
    }
}
