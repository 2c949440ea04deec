import Measurement
import Testing

@testable import Reporting

@Suite("What errors and status codes mean")
struct OutcomeFindingsTests {
    private func findings(_ change: (inout ExampleRun) -> Void) throws -> [String] {
        var run = ExampleRun()
        change(&run)
        return Findings(summary: try run.summary()).outcomes
    }

    @Test("a sound run says nothing of them")
    func sound() throws {
        #expect(try findings { _ in }.isEmpty)
    }

    @Test("an error is explained, with the flag that helps, in text, page and Markdown")
    func errors() throws {
        var run = ExampleRun()
        (run.verdict, run.errors, run.failed) = (.failed, ["tls_certificate": 4], 4)
        let summary = try run.summary()
        let sentence = try #require(Findings(summary: summary).outcomes.first)
        #expect(
            sentence.hasPrefix("tls_certificate: ") && sentence.contains("--insecure") && sentence.contains("--ca-file")
        )
        let forms = [
            TextReport(summary, options: TextOptions(width: 10_000)).text,
            String(decoding: MarkdownReport(summary).bytes, as: UTF8.self),
            String(decoding: HTMLReport(RunDocument(summary)).bytes, as: UTF8.self),
        ]
        for form in forms { #expect(form.contains("--insecure")) }
    }

    @Test("the most frequent errors come first, three of them; those of later versions stand for themselves")
    func order() throws {
        let sentences = try findings {
            $0.verdict = .failed
            $0.errors = ["timeout": 3, "dns": 9, "connect_reset": 5, "connection_closed": 1, "brand_new": 2]
        }
        #expect(sentences.map { $0.prefix { $0 != ":" } } == ["dns", "connect_reset", "timeout"])
        #expect(try findings { $0.errors = ["brand_new": 2] }.isEmpty)
    }

    @Test("redirects that nobody followed are pointed out where they are most of the answers")
    func redirects() throws {
        #expect(try findings { $0.statusCodes = [302: 300] }.first?.contains("--follow-redirects") == true)
        #expect(try findings { $0.statusCodes = [200: 200, 302: 100] }.isEmpty)
        #expect(try findings { $0.statusCodes = [304: 300] }.isEmpty)
    }

    @Test("failures of a run that passed are pointed out, unless a threshold judges them")
    func unjudged() throws {
        let sentences = try findings { ($0.failed, $0.statusCodes) = (30, [200: 270, 500: 30]) }
        #expect(sentences.first?.hasPrefix("10.0 % of the requests failed") == true)
        let judged = try findings {
            ($0.failed, $0.statusCodes) = (30, [200: 270, 500: 30])
            $0.thresholds = [ThresholdResult(expression: "error_rate < 20%", observed: 10, unit: "%", passed: true)]
        }
        #expect(judged.isEmpty)
    }
}
