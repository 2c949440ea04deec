import Measurement
import Testing

@testable import Reporting

@Suite("The text report")
struct TextReportTests {
    private func report(_ run: ExampleRun, width: Int = 100, colour: Bool = false) throws -> String {
        TextReport(try run.summary(), options: TextOptions(width: width, isColoured: colour)).text
    }

    private func line(_ beginning: String, of report: String) throws -> Substring {
        try #require(report.split(separator: "\n").first { $0.drop { $0 == " " }.hasPrefix(beginning) })
    }

    @Test("the verdict comes first and its reasons right after")
    func verdictFirst() throws {
        var run = ExampleRun()
        (run.verdict, run.reasons) = (.invalid, ["1 of 2 tasks reported.", "Windows are missing."])
        let lines = try report(run).split(separator: "\n").prefix(3)
        #expect(lines == ["INVALID  http://127.0.0.1:8080/", "  1 of 2 tasks reported.", "  Windows are missing."])
    }

    @Test("response and service time stand side by side in aligned columns with units")
    func latencyTable() throws {
        let report = try report(ExampleRun())
        let (head, response, service) = (
            try line("min", of: report), try line("response time", of: report), try line("service time", of: report)
        )
        #expect(response.contains("15.0 ms"))
        #expect(response.contains("29.7 ms"))
        #expect(Set([head.count, response.count, service.count]).count == 1)
    }

    @Test("a percentile that the run is too short for is a dash, and the report says so")
    func tooShort() throws {
        let report = try report(ExampleRun())
        #expect(report.contains("p99.9 of 300 responses would not be meaningful: p99.9 takes at least 1,000."))
        // Columns are aligned to the right: a cell ends where its heading does.
        let head = try line("min", of: report)
        let heading = try #require(head.firstRange(of: "p99.9"))
        let cell = try line("response time", of: report).prefix(head[..<heading.upperBound].count).suffix(5)
        #expect(cell == "    –")
    }

    @Test("a run that is long enough shows p99.9 and does not warn")
    func longEnough() throws {
        var run = ExampleRun()
        run.microseconds = Array(repeating: 5000, count: 1000)
        (run.scheduled, run.statusCodes) = (1000, [200: 1000])
        let report = try report(run)
        #expect(!report.contains("meaningful"))
        #expect(!(try line("response time", of: report)).contains("–"))
    }

    @Test("a material difference between response and service time is said in a sentence, a small one is not")
    func waiting() throws {
        var run = ExampleRun()
        #expect(!(try report(run)).contains("exceeds service time"))
        run.serviceShare = 0.2
        #expect(try report(run).contains("Response time exceeds service time (p99 29.7 ms against 5.94 ms)"))
        run.microseconds = run.microseconds.map { $0 / 100 }
        #expect(!(try report(run)).contains("exceeds service time"))
    }

    @Test("failures are counted by status and by error, dropped requests are shown")
    func failures() throws {
        var run = ExampleRun()
        (run.scheduled, run.dropped, run.failed) = (320, 5, 25)
        (run.statusCodes, run.errors) = ([200: 290, 503: 10], ["timeout": 15, "reset": 0])
        let report = try report(run)
        #expect(report.contains("320 scheduled, 315 sent, 300 completed"))
        #expect(report.contains("25 (7.9 %)"))
        #expect(report.contains("5 (1.6 % of those scheduled were never sent)"))
        #expect(try line("status 503", of: report).split(separator: " ") == ["status", "503", "10", "3.2", "%"])
        #expect(try line("error timeout", of: report).split(separator: " ") == ["error", "timeout", "15", "4.8", "%"])
        #expect(!report.contains("reset"))
        #expect(report.contains("12.3 kB sent, 6.54 MB received"))
    }

    @Test("completeness and the generator's health are always shown")
    func completeness() throws {
        var run = ExampleRun()
        #expect(try report(run).contains("2 of 2 tasks, 20 of 20 windows"))
        run.waits = [1000, 2_500_000]
        run.health.cpuThrottledSeconds = 1.25
        run.generatorReasons = ["The CPU was throttled."]
        let report = try report(run)
        #expect(report.contains("p50 30 µs, p99 40 µs, max 400 µs"))
        #expect(report.contains("0.15 s used (500 µs per request), throttled for 1.25 s"))
        #expect(report.contains("2 requests waited for a free virtual user, up to 2.50 s"))
        #expect(report.contains("  The CPU was throttled."))
    }

    @Test("thresholds and checks come before latency, those that failed are marked")
    func judgements() throws {
        var run = ExampleRun()
        run.thresholds = [ThresholdResult(expression: "p(99)<20", observed: 29.7, unit: "ms", passed: false)]
        run.checks = ["body is JSON": CheckCounts(passes: 300, fails: 0)]
        let report = try report(run)
        let failed = try line("FAILED", of: report)
        #expect(failed.contains("p(99)<20") && failed.hasSuffix("observed 29.7 ms"))
        #expect(try line("ok", of: report).contains("300 of 300"))
        let (threshold, latency) = (report.firstRange(of: "p(99)<20"), report.firstRange(of: "Latency"))
        #expect(try #require(threshold).lowerBound < (try #require(latency)).lowerBound)
    }

    @Test("a rate that nobody asked for is not called one that was")
    func closedModel() throws {
        var summary = try ExampleRun().summary()
        summary.loadModel = .open
        #expect(TextReport(summary).text.contains("/s asked, "))
        summary.loadModel = .closed
        let text = TextReport(summary).text
        #expect(text.contains("/s achieved, as fast as responses came in") && !text.contains("asked"))
    }

    @Test("endpoints are listed where there are several")
    func endpoints() throws {
        var run = ExampleRun()
        #expect(!(try report(run)).contains("Endpoints"))
        run.endpoints = ["GET /", "GET /cart"]
        #expect(try line("GET /cart", of: try report(run)).contains("29.7 ms"))
    }

    @Test("colour appears only when asked for, and changes nothing else")
    func colour() throws {
        let (plain, coloured) = (try report(ExampleRun()), try report(ExampleRun(), colour: true))
        #expect(!plain.contains("\u{1B}"))
        #expect(coloured.contains("\u{1B}[1;32mPASSED\u{1B}[0m"))
        #expect(coloured.replacing(/\u{1B}\[[0-9;]*m/, with: "") == plain)
    }

    @Test("no escape sequence of a target or a plan reaches the terminal")
    func hostileText() throws {
        var run = ExampleRun()
        let hostile = "a\u{1B}[2Jb\r\n\u{9B}31m\u{202E}"
        (run.targetUrl, run.reasons, run.errors, run.failed) = (hostile, [hostile], [hostile: 3], 3)
        run.endpoints = [hostile, "GET /"]
        run.thresholds = [ThresholdResult(expression: hostile, observed: 1, passed: true)]
        let scalars = try report(run).unicodeScalars
        #expect(!scalars.contains { $0 != "\n" && [.control, .format].contains($0.properties.generalCategory) })
    }

    @Test("a narrow terminal keeps the percentiles that matter", arguments: [60, 80, 100, 200])
    func narrow(width: Int) throws {
        let report = try report(ExampleRun(), width: width)
        for name in ["p50", "p95", "p99", "max"] { #expect(report.contains(name)) }
        #expect(try line("response time", of: report).count <= width)
    }

    @Test("a run without any response is a report, not a row of zeros")
    func nothing() throws {
        var run = ExampleRun()
        (run.microseconds, run.statusCodes, run.errors, run.failed) = ([], [:], ["refused": 300], 300)
        let report = try report(run)
        #expect(report.contains("no response arrived"))
        #expect(try line("error refused", of: report).contains("300  100 %"))
    }
}
