import Measurement
import Reporting
import Testing

@Suite("The list of runs")
struct RunListReportTests {
    private var entries: [RunListEntry] {
        var finished = RunListEntry(
            testId: "20260101-000000-abcd",
            createdAt: UTCTimestamp(epochMilliseconds: 1_767_225_600_000),
            targetUrl: "http://shop.example/",
            tasks: 2,
            virtualUsers: 100,
            durationSeconds: 10
        )
        var going = finished
        finished.result = RunListResult(verdict: "passed", requests: 2000, failed: 3, p99: 80.24)
        (going.testId, going.targetUrl) = ("b", "http://\u{1B}[2J/")
        return [finished, going]
    }

    @Test("text has a heading and one aligned line per run")
    func text() {
        let lines = String(decoding: RunListReport(entries).text, as: UTF8.self).split(separator: "\n")
        #expect(lines.count == 3)
        #expect(lines[1].contains("passed") && lines[1].contains("2,000") && lines[1].contains("80.2 ms"))
        #expect(lines[2].contains("unfinished") && !lines[2].contains("\u{1B}"))
        let columns = lines.map { line in line.firstRange(of: /TARGET|http/).map { line[..<$0.lowerBound].count } }
        #expect(Set(columns).count == 1)
    }

    @Test("a run without a response has no p99, and not one of 0 µs")
    func unanswered() {
        var entry = entries[0]
        entry.result = RunListResult(verdict: "failed", requests: 10, failed: 10, p99: nil)
        let text = String(decoding: RunListReport([entry]).text, as: UTF8.self)
        #expect(text.contains("failed") && text.contains(" –  ") && !text.contains("0 µs"))
        #expect(String(decoding: RunListReport([entry]).json, as: UTF8.self).contains(#""p99Ms": null"#))
    }

    @Test("JSON is one document with the runs in their order; a run that goes on has no verdict")
    func json() {
        let text = String(decoding: RunListReport(entries).json, as: UTF8.self)
        #expect(text.contains(#""verdict": "passed""#) && text.contains(#""p99Ms": 80.24"#))
        #expect(text.contains(#""verdict": null"#))
    }

    @Test("no runs are an empty list and a sentence")
    func empty() {
        #expect(
            String(decoding: RunListReport([]).json, as: UTF8.self) == "{ \"schemaVersion\": 1, \"runs\": [] }\n"
        )
        #expect(String(decoding: RunListReport([]).text, as: UTF8.self) == "No runs yet.\n")
    }
}
