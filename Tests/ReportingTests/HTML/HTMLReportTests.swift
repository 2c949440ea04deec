import Measurement
import Testing

@testable import Reporting

@Suite("The HTML report")
struct HTMLReportTests {
    private func page(_ document: RunDocument) -> String {
        String(decoding: HTMLReport(document).bytes, as: UTF8.self)
    }

    @Test("verdict, reasons and what they mean come before every figure")
    func order() throws {
        var run = WindowedRun.stalled
        (run.verdict, run.reasons) = (.failed, ["threshold p(99)<200 did not hold"])
        let page = page(try run.document())
        let places = [
            "FAILED</span>", "threshold p(99)&lt;200 did", "The target stalled", "Median response",
            "<h2 id=\"latency\">",
        ]
        .map { page.firstRange(of: $0)?.lowerBound }
        #expect(!places.contains(nil))
        #expect(places.compactMap { $0 } == places.compactMap { $0 }.sorted())
    }

    @Test("the policy allows this style and this script by their hashes, and nothing else")
    func policy() throws {
        let page = page(try WindowedRun().document())
        #expect(page.contains("default-src 'none'"))
        #expect(!page.contains("unsafe-inline") && !page.contains("unsafe-eval"))
        for (open, close) in [("<style>", "</style>"), ("<script>", "</script>")] {
            let begin = try #require(page.firstRange(of: open)?.upperBound)
            let end = try #require(page[begin...].firstRange(of: close)?.lowerBound)
            #expect(page.contains(ContentPolicy.source(String(page[begin..<end]))))
        }
        #expect(!page.contains(" style=") && !page.contains("javascript:"))
    }

    @Test("texts of target and plan are text, wherever they stand")
    func hostile() throws {
        let hostile = #"</script></style></title>"><img src=x onerror=alert(1)>'"#
        var run = WindowedRun()
        (run.testId, run.reasons, run.endpoints) = (hostile, [hostile], [hostile, "GET /"])
        var document = try run.document()
        document.summary.targetUrl = hostile
        document.summary.errors = [hostile: 3]
        document.summary.thresholds = [ThresholdResult(expression: hostile, observed: 1, passed: false)]
        document.summary.checks = [CheckSummary(name: hostile, counts: CheckCounts(passes: 1, fails: 1))]
        document.plan = [RunDocument.Fact(hostile, hostile)]
        document.stages = [.init(second: 0, label: hostile), .init(second: 3, label: hostile)]
        document.tasks[0].trouble = hostile
        let page = page(document)
        #expect(!page.contains("<img"))
        #expect(page.matches(of: /<\/script>/).count == 2)
        #expect(page.matches(of: /<\/style>/).count == 1)
        #expect(page.matches(of: /<\/title>/).count >= 1)
    }

    @Test("every chart is there; without the records of the run, those that a summary can feed")
    func charts() throws {
        var document = try WindowedRun().document()
        let full = page(document).matches(of: /data-chart="([a-z]+)"/).map { String($0.output.1) }
        #expect(full == ["rate", "latency", "outcomes", "heat", "percentiles"])
        document.detail = nil
        let bare = page(document).matches(of: /data-chart="([a-z]+)"/).map { String($0.output.1) }
        #expect(bare == ["rate", "latency", "outcomes"])
    }

    @Test("a thousand tasks for an hour stay below 3 MB, with a row for each task")
    func bounded() throws {
        var run = WindowedRun()
        (run.seconds, run.windowSeconds, run.rate) = (3600, 6, 5)
        run.endpoints = (0..<4).map { "GET /page/\($0)" }
        run.responses = { second, endpoint, count in
            (0..<count).map { UInt64(1000 + (second * 7919 + endpoint * 104_729 + $0 * 1_299_709) % 900_000) }
        }
        var document = try run.document()
        let row = try #require(document.tasks.first)
        document.tasks = (0..<1000).map { index in
            var row = row
            row.index = index
            return row
        }
        let page = HTMLReport(document).bytes
        #expect(page.count < 3_000_000)
        #expect(String(decoding: page, as: UTF8.self).contains("1000 tasks, one by one"))
    }

    @Test("a run without any response is a page, not a fault")
    func nothing() throws {
        var run = WindowedRun()
        (run.verdict, run.seconds) = (.invalid, 0)
        #expect(page(try run.document()).contains("No response arrived."))
        run.seconds = 5
        run.responses = { _, _, _ in [] }
        #expect(page(try run.document()).contains("No response arrived."))
    }
}
