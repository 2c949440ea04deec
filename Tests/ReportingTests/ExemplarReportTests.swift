import FoundationEssentials
import Measurement
import Reporting
import Testing

@Suite("Requests to look up in traces")
struct ExemplarReportTests {
    private func summary() throws -> RunSummary {
        var summary = try ExampleRun().summary()
        func request(_ id: String, _ milliseconds: UInt64, status: Int?, error: String? = nil)
            -> ExemplarSummary.Request
        {
            ExemplarSummary.Request(
                Exemplar(
                    traceId: id,
                    endpoint: "GET /<b>|x",
                    time: 1_767_225_600_123_456,
                    responseTime: milliseconds * 1000,
                    status: status,
                    error: error
                )
            )
        }
        summary.exemplars = ExemplarSummary(
            slowest: [request("4bf92f3577b34da6a3ce929d0e0e4736", 1250, status: 200)],
            failed: [
                request("5bf92f3577b34da6a3ce929d0e0e4736", 3, status: 503),
                request("6bf92f3577b34da6a3ce929d0e0e4736", 30, status: nil, error: "timeout"),
            ]
        )
        summary.raw = RecordingAccount(written: 1234, lost: 5, cpuSeconds: 0.25)
        return summary
    }

    @Test("JSON gives the summary back")
    func json() throws {
        let summary = try summary()
        let bytes = JSONReport(summary).bytes
        #expect(try JSONDecoder().decode(RunSummary.self, from: Data(bytes)) == summary)
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(text.contains(#""raw": { "written": 1234, "lost": 5, "cpuSeconds": 0.25 }"#))
        #expect(text.contains(#""time": "2026-01-01T00:00:00.123Z""#) && text.contains(#""responseTimeMs": 1250.0"#))
    }

    @Test("every form for people names them, and the lost records")
    func forms() throws {
        let summary = try summary()
        let text = TextReport(summary).text
        let html = String(decoding: HTMLReport(RunDocument(summary)).bytes, as: UTF8.self)
        let markdown = String(decoding: MarkdownReport(summary).bytes, as: UTF8.self)
        for form in [text, html, markdown] {
            for id in ["4bf92f35", "5bf92f35", "6bf92f35"] { #expect(form.contains(id + "77b34da6a3ce929d0e0e4736")) }
            #expect(form.contains("1.25 s") && form.contains("status 503") && form.contains("timeout"))
        }
        #expect(text.contains("1,234 written, 5 lost") && html.contains("<p class=\"note\">Recorded one by one: 1,234"))
        #expect(html.contains("GET /&lt;b&gt;|x") && !html.contains("GET /<b>"))
        #expect(markdown.contains("GET /<b>\\|x"))
    }

    @Test("where there are none, nothing is said of them")
    func none() throws {
        let summary = try ExampleRun().summary()
        #expect(!TextReport(summary).text.contains("Traces") && !TextReport(summary).text.contains("records"))
        let json = String(decoding: JSONReport(summary).bytes, as: UTF8.self)
        #expect(!json.contains("exemplars") && !json.contains("\"raw\""))
    }
}
