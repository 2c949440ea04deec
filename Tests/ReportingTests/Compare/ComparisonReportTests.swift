import FoundationEssentials
import Measurement
import Testing

@testable import Reporting

@Suite("The report of a comparison")
struct ComparisonReportTests {
    private func report(_ name: String = "GET /slow") throws -> ComparisonReport {
        var random = SeededGenerator(seed: 1)
        let names = ["GET /a", name]
        return ComparisonReport(
            Comparison(
                base: try ComparisonTests.run(ComparisonTests.noisy(1, endpoints: names)),
                new: try ComparisonTests.run(ComparisonTests.noisy(2, slower: 1.4, endpoints: names)),
                conditions: [try FailCondition("p(95) worse than 10% at any endpoint")],
                resamples: 200,
                using: &random
            )
        )
    }

    private func text(_ form: ComparisonReport.Form, _ report: ComparisonReport) -> String {
        String(decoding: report.bytes(form), as: UTF8.self)
    }

    @Test("the verdict comes first, in every form")
    func verdict() throws {
        let report = try report()
        #expect(text(.text, report).hasPrefix("WORSE  "))
        #expect(text(.markdown, report).hasPrefix("### ❌ Worse\n\n"))
        #expect(text(.html, report).contains("WORSE</span>"))
        #expect(
            text(.json, report).hasPrefix(
                "{\n  \"schemaVersion\": 1,\n  \"verdict\": \"worse\",\n  \"regression\": true,"
            )
        )
        #expect(text(.text, report).contains("p(95) worse than 10% at any endpoint: met: +"))
    }

    @Test("rows of the JSON are the comparison's")
    func json() throws {
        struct Document: Decodable {
            struct Row: Decodable {
                let endpoint: String?
                let metric: String
                let verdict: String
            }
            let rows: [Row]
        }
        let report = try report()
        let document = try JSONDecoder().decode(Document.self, from: Data(report.bytes(.json)))
        #expect(document.rows.map(\.verdict) == report.comparison.rows.map(\.verdict.rawValue))
        #expect(document.rows.count == 3 * ComparisonMetric.all.count)
    }

    @Test("no text of a target is markup in the page or in Markdown")
    func hostile() throws {
        let report = try report("<img src=x onerror=alert(1)>")
        #expect(!text(.html, report).contains("<img"))
        #expect(!text(.markdown, report).contains("<img"))
    }
}
